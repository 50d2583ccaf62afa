/**
 * The people one has called and the calls one has had, in this browser and nowhere else.
 *
 * Each contact, call and used link is an item of its own in `storage.local`, so that two windows that write at one time
 * never overwrite each other. What is read back is checked: it may be older, or newer, than this code.
 */
import * as v from 'valibot';
import { type CallId, isCallId } from '../call/call-id.ts';
import type { Fingerprint } from '../call/fingerprint.ts';
import type { AzeroName } from '../names/name.ts';
import type { NodeId } from '../node-id.ts';
import { type Area, CALL_KEY_PREFIX, CONTACT_KEY_PREFIX, readItems } from './area.ts';
import { Contact, MAX_NOTE, readContact } from './contact.ts';
import { PastCall, readHistory } from './history.ts';

/** How many calls the history holds; the oldest goes first. */
export const MAX_HISTORY = 1000;

/** Ms since 1970. */
const time = v.pipe(v.number(), v.integer(), v.minValue(0));

/** A link that is spent, remembered until it would expire anyway. */
const UsedLink = v.object({ until: time });

/** Runs a task while nobody else of this browser runs one under the same key. */
export type Alone = <T>(key: string, task: () => Promise<T>) => Promise<T>;

/** Contacts, history and used links. Nothing here fails but by the storage itself failing. */
export type People = {
  /** What is known of a name. */
  contact(who: AzeroName): Promise<Contact | undefined>;
  /** All contacts, by name. */
  contacts(): Promise<readonly Contact[]>;
  /** The certificate of the last proven call with this name. */
  recallCertificate(who: AzeroName): Promise<Fingerprint | undefined>;
  /** Keeps with which node and certificate a name has proven itself; `at`: ms since 1970. */
  rememberPeer(peer: Peer, at: number): Promise<void>;
  setNote(who: AzeroName, note: string): Promise<void>;
  setBlocked(who: AzeroName, blocked: boolean): Promise<void>;
  deleteContact(who: AzeroName): Promise<void>;
  /** Keeps that a link is spent, until it expires (ms since 1970). */
  rememberUsed(spent: CallId, until: number): Promise<void>;
  /** The links that are spent and not expired; forgets the others. */
  usedLinks(now: number): Promise<readonly CallId[]>;
  /** Keeps a call; one that was had stays where a link with its id led to none. */
  addHistory(call: PastCall): Promise<void>;
  /** The newest first. */
  history(): Promise<readonly PastCall[]>;
  /** Deletes one call from the history, or all. */
  deleteHistory(which?: CallId): Promise<void>;
  /** All contacts and the history as JSON, for the person to keep elsewhere; `at`: ms since 1970. */
  exportText(at: number): Promise<string>;
  /** Takes over contacts and calls of a file; those of the same name or id are replaced. */
  restore(contacts: readonly Contact[], calls: readonly PastCall[]): Promise<void>;
  /** Deletes contacts, with their notes and who is blocked. */
  deleteContacts(): Promise<void>;
  /** Deletes contacts and history. Used links stay until they expire: a spent link must not ring again. */
  deleteAll(): Promise<void>;
};

/** With which node and certificate a name has proven itself. */
export type Peer = {
  readonly name: AzeroName;
  readonly nodeId: NodeId;
  readonly fingerprint: Fingerprint;
};

const USED = 'used:';

/** Whether a key of `storage.local` is one of a contact or of a past call. */
export function isPeopleKey(key: string): boolean {
  return key.startsWith(CONTACT_KEY_PREFIX) || key.startsWith(CALL_KEY_PREFIX);
}

/** Makes the people out of a storage area. */
export function createPeople(area: Area, alone: Alone): People {
  /** Changes one contact, made where there is none; one that says nothing any more is deleted. */
  function changeContact(who: AzeroName, change: (before: Contact) => Contact): Promise<void> {
    const key = CONTACT_KEY_PREFIX + who;
    return alone(key, async () => {
      const after = change(
        (await readContact(area, who)) ?? { name: who, note: '', blocked: false },
      );
      if (after.proven === undefined && after.note === '' && !after.blocked)
        await area.remove([key]);
      else await area.set({ [key]: after });
    });
  }

  async function contacts(): Promise<readonly Contact[]> {
    return (await readItems(area, CONTACT_KEY_PREFIX, Contact))
      .flatMap(({ value }) => value ?? [])
      .toSorted((a, b) => (a.name < b.name ? -1 : 1));
  }

  const history = (): Promise<readonly PastCall[]> => readHistory(area);

  async function forgetOldCalls(): Promise<void> {
    const over = (await history()).slice(MAX_HISTORY).map((old) => CALL_KEY_PREFIX + old.callId);
    if (over.length > 0) await area.remove(over);
  }

  return {
    contact: (who) => readContact(area, who),
    contacts,
    recallCertificate: async (who) => (await readContact(area, who))?.proven?.fingerprint,
    rememberPeer: (peer, at) =>
      changeContact(peer.name, (before) => {
        const { nodeId: node, fingerprint } = peer;
        const firstAt = before.proven?.firstAt ?? at;
        return { ...before, proven: { nodeId: node, fingerprint, firstAt, lastAt: at } };
      }),
    setNote: (who, note) =>
      changeContact(who, (before) => ({ ...before, note: note.trim().slice(0, MAX_NOTE) })),
    setBlocked: (who, blocked) => changeContact(who, (before) => ({ ...before, blocked })),
    deleteContact: (who) => area.remove([CONTACT_KEY_PREFIX + who]),
    rememberUsed: (spent, until) => area.set({ [USED + spent]: { until } }),
    async usedLinks(now) {
      const used = await readItems(area, USED, UsedLink);
      const over = used.filter(({ value }) => value === undefined || value.until <= now);
      if (over.length > 0) await area.remove(over.map(({ key }) => key));
      return used
        .filter((link) => !over.includes(link))
        .map(({ key }) => key.slice(USED.length))
        .filter(isCallId);
    },
    async addHistory(call) {
      const key = CALL_KEY_PREFIX + call.callId;
      const before = v.safeParse(PastCall, (await area.get(key))[key]);
      // Whoever knows the id of a call that was had can write it into a link.
      const hides = before.success && before.output.provenAt !== undefined;
      if (hides && call.provenAt === undefined) return;
      await area.set({ [key]: call });
      await forgetOldCalls();
    },
    history,
    async deleteHistory(which) {
      const keys =
        which === undefined
          ? (await readItems(area, CALL_KEY_PREFIX, PastCall)).map(({ key }) => key)
          : [CALL_KEY_PREFIX + which];
      await area.remove(keys);
    },
    async exportText(at) {
      const people = { contacts: await contacts(), calls: await history() };
      const exportedAt = new Date(at).toISOString();
      return `${JSON.stringify({ copybara: 1, exportedAt, ...people }, null, 2)}\n`;
    },
    async restore(restored, calls) {
      const items = [
        ...restored.map((one) => [CONTACT_KEY_PREFIX + one.name, one] as const),
        ...calls.map((one) => [CALL_KEY_PREFIX + one.callId, one] as const),
      ];
      await area.set(Object.fromEntries(items));
      await forgetOldCalls();
    },
    async deleteContacts() {
      const keys = Object.keys(await area.get(null));
      await area.remove(keys.filter((key) => key.startsWith(CONTACT_KEY_PREFIX)));
    },
    async deleteAll() {
      await area.remove(Object.keys(await area.get(null)).filter(isPeopleKey));
    },
  };
}
