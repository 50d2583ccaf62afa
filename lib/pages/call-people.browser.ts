import { type ReadonlySignal, signal } from '@preact/signals';
import { isCallId } from '../call/call-id.ts';
import type { CallActions, CallState } from '../call/call-state.ts';
import type { WindowMemory } from '../call/memory.ts';
import type { Person } from '../call/people.ts';
import type { Contact } from '../state/contact.ts';
import type { PastCall } from '../state/history.ts';
import { people, watchPeople } from '../state/people.browser.ts';

/** What a call's window shows of people and past calls, and what can be done with them. */
export type PeopleOfPage = {
  readonly lists: ReadonlySignal<Pick<CallState, 'people' | 'pastCalls'>>;
  readonly memory: WindowMemory;
  readonly actions: Pick<
    CallActions,
    'block' | 'setNote' | 'forgetPerson' | 'forgetCall' | 'forgetAll' | 'exportAll'
  >;
};

/** Contacts and history of this browser. `onFailure`: something could not be kept. */
export function peopleOfPage(onFailure: () => void): PeopleOfPage {
  const lists = signal<Pick<CallState, 'people' | 'pastCalls'>>({ people: [], pastCalls: [] });
  async function refresh(): Promise<void> {
    const [contacts, history] = await Promise.all([people.contacts(), people.history()]);
    lists.value = {
      people: contacts.map(personOf).toSorted((a, b) => (b.provenAt ?? 0) - (a.provenAt ?? 0)),
      pastCalls: history.map(pastCallOf),
    };
  }
  watchPeople(() => void refresh().catch(onFailure));
  void refresh().catch(onFailure);

  const keep = (kept: Promise<void>): void => void kept.catch(onFailure);
  return {
    lists,
    memory: {
      recallCertificate: people.recallCertificate,
      keepPeer: ({ name, nodeId, fingerprint }) =>
        people.rememberPeer({ name, nodeId, fingerprint }, Date.now()),
      keepUsed: ({ callId, until }) => people.rememberUsed(callId, until),
      usedLinks: () => people.usedLinks(Date.now()),
      keepCall: ({ provenAt, ...call }) =>
        people.addHistory({ ...call, ...(provenAt === undefined ? {} : { provenAt }) }),
    },
    actions: {
      block: (name, blocked) => keep(people.setBlocked(name, blocked)),
      setNote: (name, note) => keep(people.setNote(name, note)),
      forgetPerson: (name) => keep(people.deleteContact(name)),
      forgetCall: (id) => {
        if (isCallId(id)) keep(people.deleteHistory(id));
      },
      forgetAll: () => keep(people.deleteAll()),
      exportAll: () => keep(people.exportText(Date.now()).then(saveAsFile)),
    },
  };
}

function personOf({ name, note, blocked, proven }: Contact): Person {
  return { name, note, blocked, provenAt: proven?.lastAt };
}

function pastCallOf({ callId, name, role, startedAt, provenAt, endedAt, cause }: PastCall) {
  const duration = provenAt === undefined ? undefined : endedAt - provenAt;
  return { id: callId, name, role, at: startedAt, duration, cause };
}

/** Hands a text to the browser's own downloads. */
function saveAsFile(text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = Object.assign(document.createElement('a'), { href: url, download: 'copybara.json' });
  link.click();
  // The browser has taken hold of it when the click is over.
  URL.revokeObjectURL(url);
}
