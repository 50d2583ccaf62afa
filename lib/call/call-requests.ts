/** What a call asks of the background, and what each answer means to the session. */
import { assertNever } from '../result.ts';
import type { CallMemory } from './memory.ts';
import type { Effect, Event } from './session-events.ts';
import type { Wire, WireFailure } from './wire.ts';

type Of<K extends Effect['kind']> = Extract<Effect, { kind: K }>;

/** The requests of one call; each reports what came of it. */
export type CallRequests = {
  readonly readNodes: (todo: Of<'read-nodes'>) => Promise<void>;
  readonly openRelay: (todo: Of<'open-relay'>) => Promise<void>;
  readonly arm: (todo: Of<'arm'>) => Promise<void>;
};

/** Asks over `wire`; `now` in ms since 1970. */
export function createCallRequests(
  wire: Pick<Wire, 'request'>,
  { recallCertificate }: Pick<CallMemory, 'recallCertificate'>,
  report: (event: Event) => void,
  now: () => number,
): CallRequests {
  function fail(error: WireFailure): void {
    report(error.kind === 'refused' ? { kind: 'relay-failed', failure: error.failure } : error);
  }

  return {
    async readNodes({ ours, theirs, accepted }) {
      const [read, remembered] = await Promise.all([
        wire.request('read-nodes', { ours, theirs, accepted: [...accepted] }),
        // What can't be recalled is as good as never met.
        recallCertificate(theirs).catch(() => undefined),
      ]);
      if (!read.ok) {
        const { error } = read;
        return report(
          error.kind === 'refused'
            ? { kind: 'nodes-unread', whose: 'ours', failure: error.failure }
            : error,
        );
      }
      const { value } = read;
      switch (value.state) {
        case 'read': {
          const { confirmedBy, ...nodes } = value;
          return report({ kind: 'nodes-read', nodes, confirmedBy, remembered, at: now() });
        }
        case 'one-operator':
          return report({ kind: 'one-operator', operator: value.operator });
        case 'unread':
          return report({ kind: 'nodes-unread', whose: value.whose, failure: value.failure });
        default:
          return assertNever(value);
      }
    },
    async openRelay({ callId, peerNodeId, role }) {
      const opened = await wire.request('open', { callId, peerNodeId, role });
      if (opened.ok) report({ kind: 'relay-opened', relay: opened.value });
      else fail(opened.error);
    },
    async arm({ callId, key }) {
      const armed = await wire.request('arm', { callId, key });
      if (!armed.ok) fail(armed.error);
    },
  };
}
