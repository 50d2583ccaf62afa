import { listText } from '../lib/i18n/formats.ts';
import { cleanWord } from '../lib/i18n/hostile-word.ts';
import type { Translator } from '../lib/i18n/translate.ts';
import type { Failure, RoutingFailure, Status } from '../lib/protocol/ui.ts';
import { assertNever } from '../lib/result.ts';

/** How one part stands, as sign and colour. */
export type Tone = 'done' | 'now' | 'failed' | 'off';

/** One part of the whole, as the toolbar window shows it. */
export type Row = {
  readonly id: 'background' | 'host' | 'node' | 'chain' | 'routing';
  readonly tone: Tone;
  readonly word: string;
  /** A few words for when it works. */
  readonly text?: string;
  /** The same with all its names, for hovering. */
  readonly whole?: string;
  readonly failure?: Failure;
  readonly nodeId?: string;
  readonly routingFailure?: RoutingFailure;
};

/** The four parts in the order in which a name passes them; `isSilent`: the background does not answer, so that nothing is known of them. */
export function statusRows(t: Translator, status: Status, isSilent: boolean): readonly Row[] {
  if (isSilent) return [failing(t, 'background', { kind: 'background-silent' })];
  return [hostRow(t, status), nodeRow(t, status), chainRow(t, status), routingRow(t, status)];
}

function hostRow(t: Translator, { host }: Status): Row {
  const id = 'host';
  switch (host.state) {
    case 'connecting':
      return { id, tone: 'now', word: t('state.checking') };
    case 'connected': {
      const text = t('popup.host.connected', { version: host.version, platform: host.platform });
      return { id, tone: 'done', word: t('state.ready'), text };
    }
    case 'down':
      return failing(t, id, { kind: host.failure });
    default:
      return assertNever(host);
  }
}

function nodeRow(t: Translator, { node }: Status): Row {
  const id = 'node';
  switch (node.state) {
    case 'unknown':
      return { id, tone: 'now', word: t('state.unknown') };
    case 'up':
      return { id, tone: 'done', word: t('state.ready'), nodeId: node.nodeId };
    case 'down': {
      const words = node.detail === undefined ? {} : { detail: node.detail };
      const row = failing(t, id, { kind: node.cause, words });
      return node.nodeId === undefined ? row : { ...row, nodeId: node.nodeId };
    }
    default:
      return assertNever(node);
  }
}

function chainRow(t: Translator, { chain }: Status): Row {
  const id = 'chain';
  switch (chain.state) {
    case 'unknown':
      return { id, tone: 'now', word: t('state.unknown') };
    case 'up': {
      const text = t('popup.chain.up', { count: chain.operators.length });
      const whole = listText(
        t.language,
        chain.operators.map((word) => cleanWord(word)),
      );
      return { id, tone: 'done', word: t('state.ready'), text, whole };
    }
    case 'failing':
      return failing(t, id, chain.failure);
    default:
      return assertNever(chain);
  }
}

function routingRow(t: Translator, { routing }: Status): Row {
  const id = 'routing';
  switch (routing.state) {
    case 'unknown':
      return { id, tone: 'now', word: t('state.unknown') };
    case 'on':
      return { id, tone: 'done', word: t('state.ready'), text: t('popup.routing.on') };
    case 'off':
      return { id, tone: 'off', word: t('state.off') };
    case 'failing':
      return {
        ...failing(t, id, { kind: routing.failure }),
        routingFailure: routing.failure,
      };
    default:
      return assertNever(routing);
  }
}

function failing(t: Translator, id: Row['id'], failure: Failure): Row {
  return { id, tone: 'failed', word: t('state.failing'), failure };
}

/** All four in one line. */
export function summaryText(t: Translator, rows: readonly Row[]): string {
  const count = rows.filter(({ tone }) => tone === 'failed').length;
  if (count > 0) return t('popup.summary.failing', { count });
  return t(
    rows.every(({ tone }) => tone === 'done') ? 'popup.summary.ready' : 'popup.summary.waiting',
  );
}
