// To whom the page encrypts.

import type { MatrixEvent, Room } from "matrix-js-sdk";
import { AllDevicesIsolationMode, type CryptoApi, OnlySignedDevicesIsolationMode } from "matrix-js-sdk/lib/crypto-api/index.js";

/** The part of the SDK that encrypts; it is not in the interface that it shows. */
interface Encrypting {
    encryptEvent(event: MatrixEvent, room: Room): Promise<void>;
}

/**
 * Encrypts for devices alone that their owner has signed: one that a dishonest homeserver adds to somebody gets no key.
 *
 * What *comes in* is read from whatever device: the keys of the first lines arrive before the devices of their writers are known, and a
 * line once locked stays locked. The SDK has one setting for both ways, which it looks at when a call begins.
 */
export function encryptToSigned(crypto: CryptoApi, event: MatrixEvent, room: Room): Promise<void> {
    crypto.setDeviceIsolationMode(new OnlySignedDevicesIsolationMode());
    try {
        return (crypto as unknown as Encrypting).encryptEvent(event, room);
    } finally {
        crypto.setDeviceIsolationMode(new AllDevicesIsolationMode(false));
    }
}
