/** How often something is handed to a storage that fails: a disk that was busy mostly is not any more. */
const MAX_WRITES = 5;

/** Writes, and does so again at once where that fails. Rejects as the last attempt does. */
export async function persistently(write: () => Promise<void>): Promise<void> {
  for (let attempt = 1; attempt < MAX_WRITES; attempt++) {
    try {
      await write();
      return;
    } catch {
      // The last attempt tells.
    }
  }
  return write();
}
