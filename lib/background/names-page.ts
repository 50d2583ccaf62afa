import * as v from 'valibot';
import { withDefaults } from '../azero/networks.ts';
import { resolveChain } from '../azero/resolve-chain.ts';
import { type AzeroName, parseName } from '../names/name.ts';
import { type NamesContext, type NameUse, type Reply, Request } from '../protocol/names-page.ts';
import type { Failure } from '../protocol/ui.ts';
import { assertNever, err, ok, type Result } from '../result.ts';
import type { Settings } from '../state/settings.ts';
import { hostFailure } from './failures.ts';
import { checkMyName } from './my-name.ts';
import type { Names } from './names.ts';
import type { PendingWrites } from './pending-writes.ts';
import type { AskHost } from './visits.ts';

/** What answering the names page needs. */
export type NamesPageOptions = {
  readonly isOn: () => boolean;
  /** The settings in force. */
  readonly settings: () => Settings;
  readonly names: Names;
  readonly askHost: AskHost;
  /** Stores the person's own name; whether it is hers to set. */
  readonly saveMyName: (name: AzeroName) => Promise<boolean>;
  readonly pendingWrites: PendingWrites;
  /** Looks again whether the own name leads here. */
  readonly lookAtMyName: () => void;
  /** The language of our pages (BCP 47). */
  readonly language: () => string;
};

/** The chain as the settings have it; `connect`: the origins of its endpoints, as a policy names them. */
export function namesPageChain(settings: Settings): Result<
  Pick<NamesContext, 'network' | 'endings' | 'genesis' | 'registry' | 'endpoints' | 'quorum'> & {
    readonly connect: readonly string[];
  },
  Failure
> {
  const set = withDefaults(settings.chain ?? {});
  const chain = resolveChain(set);
  if (!chain.ok) return err({ kind: 'settings-bad' });
  const { network, endings, genesis, registry, quorum } = chain.value;
  const hex = Array.from(registry, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return ok({
    network,
    endings: [...endings],
    ...(genesis === undefined ? {} : { genesis }),
    registry: `0x${hex}`,
    endpoints: set.endpoints.map(({ url, operator }) => ({ url, operator })),
    quorum,
    connect: [...new Set(set.endpoints.map(({ url }) => new URL(url).origin))],
  });
}

/** Answers one message of the names page; `takeWanted`: the name that the person comes for, once; undefined for what is no request at all, which ends the channel. */
export async function answerNamesPage(
  options: NamesPageOptions,
  message: unknown,
  takeWanted: () => AzeroName | undefined = () => undefined,
): Promise<Reply | undefined> {
  const request = v.safeParse(Request, message);
  if (!request.success) return undefined;
  const { id } = request.output;
  const answer = options.isOn() ? await answerTo(options, request.output, takeWanted) : OFF;
  return answer.ok
    ? { id, ok: true, answer: answer.value }
    : { id, ok: false, failure: answer.error };
}

const OFF = err({ kind: 'switched-off' });

async function answerTo(
  options: NamesPageOptions,
  request: Request,
  takeWanted: () => AzeroName | undefined,
): Promise<Result<object, Failure>> {
  switch (request.ask) {
    case 'context':
      return readContext(options, takeWanted);
    case 'changed':
      await options.names.forget(request.name);
      if (request.name === options.settings().myName) options.lookAtMyName();
      return ok({});
    case 'remember':
      return (await options.pendingWrites.remember(request.write))
        ? ok({})
        : err({ kind: 'internal' });
    case 'told':
      await options.pendingWrites.told(request.hash);
      return ok({});
    case 'use-name':
      return ok(await useName(options, request.name));
    default:
      return assertNever(request);
  }
}

async function readContext(
  options: NamesPageOptions,
  takeWanted: () => AzeroName | undefined,
): Promise<Result<NamesContext, Failure>> {
  const settings = options.settings();
  const chain = namesPageChain(settings);
  if (!chain.ok) return chain;
  const { connect: _, ...shown } = chain.value;
  const wanted = takeWanted();
  const own = parseName(settings.myName ?? '');
  return ok({
    ...shown,
    ...(own.ok ? { ownName: own.value } : {}),
    nodeId: await ownNodeId(options.askHost),
    ...(wanted === undefined ? {} : { wanted }),
    pendingWrites: [...(await options.pendingWrites.list())],
    language: options.language(),
  });
}

async function ownNodeId(askHost: AskHost): Promise<NamesContext['nodeId']> {
  const node = await askHost('status', {});
  if (!node.ok) return { state: 'unknown', failure: hostFailure(node.error) };
  const { nodeId: id } = node.value;
  if (id !== undefined) return { state: 'known', id };
  const kind = node.value.state === 'down' ? node.value.cause : 'mcc-empty';
  return { state: 'unknown', failure: { kind } };
}

async function useName(options: NamesPageOptions, name: AzeroName): Promise<NameUse> {
  const read = { acceptOne: true, fresh: true };
  const checked = await checkMyName(
    name,
    (asked) => options.names.read(asked, read),
    options.askHost,
  );
  switch (checked.state) {
    case 'matches':
      return { outcome: (await options.saveMyName(name)) ? 'used' : 'managed' };
    case 'differs': {
      const { recordNodeId, ownNodeId: own } = checked;
      return { outcome: 'differs', recordNodeId, ownNodeId: own };
    }
    case 'failed':
      return { outcome: 'failed', failure: checked.failure };
    case 'unset':
    case 'checking':
      throw new Error(`not settled: ${checked.state}`);
    default:
      return assertNever(checked);
  }
}
