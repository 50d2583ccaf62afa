import { networkInterfaces } from 'node:os';

/**
 * This machine's interfaces as `os.networkInterfaces()` gives them; none where the system can't list them, as when this process may
 * open no more files. Then no address is ours, and nothing is dialled or taken.
 */
export function listInterfaces(): ReturnType<typeof networkInterfaces> {
  try {
    return networkInterfaces();
  } catch {
    return {};
  }
}
