// Fetches and compiles the cryptography ahead, while somebody still types.

import { initAsync } from "@matrix-org/matrix-sdk-crypto-wasm";

export const warm = (): Promise<void> => initAsync();
