// The person's identity and keys, on a device that lives as long as the page: nobody sees, types or verifies a key.
//
// The order is what makes it quick and safe: cross-signing before the first sync (a question for keys under way may
// overwrite a new identity), secret storage and what rests on it after it (before, the SDK waits five seconds).

import type { MatrixClient } from "matrix-js-sdk";
import type { CryptoApi } from "matrix-js-sdk/lib/crypto-api/index.js";
import { RustBackupManager } from "matrix-js-sdk/lib/rust-crypto/backup.js";

// New keys go into the backup at once: whoever closes the tab after "send" loses nothing.
(RustBackupManager as { maxBackupLoopStartDelayMillis: number }).maxBackupLoopStartDelayMillis = 0;

/** Whether this account has an identity that the storage key opens: what an account lacks whose first page was closed too soon. */
export async function isSetUp(client: MatrixClient, crypto: CryptoApi, user: string): Promise<boolean> {
    // `true` asks the homeserver: without the own keys nothing can be imported.
    if (!(await crypto.userHasCrossSigningKeys(user, true))) return false;
    // Whatever fails here fails as a whole: to take it for "no" would put a new identity over the old one.
    for (const secret of ["m.cross_signing.master", "m.cross_signing.self_signing", "m.cross_signing.user_signing"] as const) {
        if ((await client.secretStorage.isStored(secret)) === null) return false;
    }
    return true;
}

/** Before the first sync. */
export async function crossSign(crypto: CryptoApi, isNew: boolean): Promise<void> {
    await crypto.bootstrapCrossSigning(
        isNew
            ? { setupNewCrossSigning: true, authUploadDeviceSigningKeys: async (upload) => void (await upload(null)) }
            : {},
    );
}

/** After the first sync: from here on the password alone brings everything back. */
export async function keep(
    client: MatrixClient,
    crypto: CryptoApi,
    isNew: boolean,
    storageKey: Uint8Array<ArrayBuffer>,
    anew = false,
): Promise<void> {
    if (isNew) {
        await crypto.bootstrapSecretStorage({
            setupNewSecretStorage: true,
            setupNewKeyBackup: true,
            createSecretStorageKey: async () => ({ privateKey: storageKey, keyInfo: {} }),
        });
    } else if (await client.secretStorage.isStored("m.megolm_backup.v1")) {
        await crypto.loadSessionBackupPrivateKeyFromSecretStorage();
    } else {
        // The first page was closed before there was a backup.
        await crypto.resetKeyBackup();
    }
    await crypto.checkKeyBackupAndEnable();
    // Between visits a dehydrated device receives what counsellors write: without it their answers are lost.
    // `anew`: what may have been laid by under another key opens with none that is known.
    await crypto.startDehydration(anew ? { createNewKey: true, rehydrate: false } : { rehydrate: true });
}
