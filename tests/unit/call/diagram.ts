import { NEW_SESSION, step } from '../../../lib/call/session.ts';
import type { Event } from '../../../lib/call/session-events.ts';
import type { Phase, Session } from '../../../lib/call/session-state.ts';
import { anything } from './play.ts';

/** A state as the diagram names it; both sides share those after `connecting`. */
function label(phase: Phase): string {
  switch (phase.name) {
    case 'dialling':
    case 'checking':
    case 'answering':
      return `${phase.name}_${phase.step}`;
    case 'waiting':
      return `waiting_${phase.role}`;
    case 'idle':
    case 'ringing':
    case 'connecting':
    case 'proving':
    case 'in-call':
    case 'reconnecting':
    case 'ended':
      return phase.name.replace('-', '_');
  }
}

/** What happened, and how it ended if it did. */
function arrow(event: Event, after: Phase): string {
  const words: string[] = [event.kind];
  if (event.kind === 'timer') words.push(event.timer);
  if (event.kind === 'connection') words.push(event.state);
  if (event.kind === 'relay-closed' && typeof event.reason === 'string') words.push(event.reason);
  const cause = after.name === 'ended' ? ` (${after.cause.kind})` : '';
  return words.join(' ') + cause;
}

/** What ends a call from most states, told in words beside the diagram. */
const ANYWHERE = new Set<Event['kind']>([
  'hang-up',
  'close-window',
  'relay-failed',
  'relay-closed',
  'host-gone',
  'worker-gone',
  'browser-failed',
  'other-call',
]);

/** Every way between two states that the reducer knows, found by trying everything from everywhere. */
function ways(): { edges: Map<string, Set<string>>; anywhere: Map<string, Set<string>> } {
  const edges = new Map<string, Set<string>>();
  const anywhere = new Map<string, Set<string>>();
  const seen = new Set<string>();
  const todo: Session[] = [NEW_SESSION];
  const add = (map: Map<string, Set<string>>, key: string, word: string) =>
    map.set(key, (map.get(key) ?? new Set()).add(word));
  for (let session = todo.pop(); session !== undefined; session = todo.pop()) {
    const key = JSON.stringify([session.phase, session.timers]);
    if (seen.has(key)) continue;
    seen.add(key);
    const from = label(session.phase);
    for (const event of anything(session)) {
      const [next] = step(session, event);
      todo.push({ ...next, media: NEW_SESSION.media });
      const to = label(next.phase);
      if (to === from) continue;
      if (to === 'ended' && ANYWHERE.has(event.kind)) {
        add(anywhere, arrow(event, next.phase), from);
      } else {
        add(edges, `${from} --> ${to}`, arrow(event, next.phase));
      }
    }
  }
  return { edges, anywhere };
}

/** The diagram and the table of docs/call-session.md, as the reducer is. */
export function printDiagram(): { diagram: string; table: string } {
  const { edges, anywhere } = ways();
  const lines = [...edges]
    .map(([edge, words]) => `    ${edge}: ${[...words].toSorted().join(', ')}`)
    .toSorted();
  const rows = [...anywhere]
    .map(([word, states]) => `| \`${word}\` | ${[...states].toSorted().join(', ')} |`)
    .toSorted();
  return {
    diagram: [
      '```mermaid',
      'stateDiagram-v2',
      '    [*] --> idle',
      ...lines,
      '    ended --> [*]',
      '```',
    ].join('\n'),
    table: ['| event (cause) | from |', '| --- | --- |', ...rows].join('\n'),
  };
}
