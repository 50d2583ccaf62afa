/** One certificate per own name, in IndexedDB: by it a contact's browser is known again. */

/** The certificate of an identity, and whether it will be here next time. */
export type Identity = { readonly certificate: RTCCertificate; readonly kept: boolean };

const DAY = 24 * 60 * 60_000;
const LIFETIME = 365 * DAY;
/** A certificate that ends sooner is replaced, so that none ends during a call or while a link waits. */
const RENEW_BEFORE = 30 * DAY;
const STORE = 'certificates';
/** Less than a call has for its description, in ms. */
const ANSWERS_WITHIN = 3_000;

/**
 * The certificate of the own name `name`: the one of last time, or a fresh one. Where the storage can't be read the fresh one does
 * not take the place of what is perhaps there. Rejects only where the browser makes none.
 */
export async function identityOf(name: string): Promise<Identity> {
  let known: unknown;
  try {
    known = await inStore('readonly', (store) => store.get(name));
  } catch {
    return { certificate: await freshCertificate(), kept: false };
  }
  if (known instanceof RTCCertificate && known.expires > Date.now() + RENEW_BEFORE) {
    return { certificate: known, kept: true };
  }
  return replaceIdentity(name);
}

/** Makes a fresh certificate for the own name `name`; contacts are told that it has changed. */
export async function replaceIdentity(name: string): Promise<Identity> {
  const certificate = await freshCertificate();
  try {
    await inStore('readwrite', (store) => store.put(certificate, name));
    return { certificate, kept: true };
  } catch {
    return { certificate, kept: false };
  }
}

/** Forgets all certificates. Rejects where the browser does not let that be. */
export async function forgetIdentities(): Promise<void> {
  await inStore('readwrite', (store) => store.clear());
}

function freshCertificate(): Promise<RTCCertificate> {
  // `expires` is known to browsers and not to TypeScript's types.
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256', expires: LIFETIME };
  return RTCPeerConnection.generateCertificate(algorithm);
}

/** Does something in the store. Rejects also where the storage does not answer: a call waits for it. */
async function inStore<T>(
  mode: IDBTransactionMode,
  task: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T> {
  const { promise, resolve, reject } = Promise.withResolvers<T>();
  const timer = setTimeout(() => reject(new Error('no answer')), ANSWERS_WITHIN);
  inDatabase(mode, task).then(resolve, reject);
  return promise.finally(() => clearTimeout(timer));
}

async function inDatabase<T>(
  mode: IDBTransactionMode,
  task: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T> {
  const opening = indexedDB.open('call-identity', 1);
  opening.addEventListener('upgradeneeded', () => opening.result.createObjectStore(STORE));
  const database = await outcome(opening);
  try {
    const transaction = database.transaction(STORE, mode);
    const done = new Promise<void>((resolve, reject) => {
      transaction.addEventListener('complete', () => resolve());
      transaction.addEventListener('abort', () =>
        reject(transaction.error ?? new Error('aborted')),
      );
    });
    const [value] = await Promise.all([outcome(task(transaction.objectStore(STORE))), done]);
    return value;
  } finally {
    database.close();
  }
}

function outcome<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error ?? new Error('failed')));
  });
}
