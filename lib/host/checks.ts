/** A host of a page's own, which is asked whether calls could be had, and ends with the page. */
import * as v from 'valibot';
import type { Answer } from '../protocol/host.ts';
import {
  CHECK_REQUESTS,
  CHECKS_ONLY,
  type CheckAnswer,
  type CheckAsk,
  type CheckKind,
} from '../protocol/host-checks.ts';
import { HOST_REQUEST_DEADLINE } from '../protocol/limits.ts';
import { err, ok, type Result } from '../result.ts';
import { connectHost, type HostConnectionOptions, type HostRequestFailure } from './client.ts';

/** A host that only checks. */
export type CheckHost = {
  /** Its hello; `host-incompatible` where it is too old to check anything. */
  readonly hello: Promise<Result<Answer<'hello'>, HostRequestFailure>>;
  check<K extends CheckKind>(
    kind: K,
    ask: CheckAsk<K>,
  ): Promise<Result<CheckAnswer<K>, HostRequestFailure>>;
  /** Ends it. */
  close(): void;
};

/** Starts a host for checks; it takes nothing away from the one that the background has. */
export function connectChecks(
  options: Pick<HostConnectionOptions, 'transport' | 'after' | 'browser' | 'version'>,
): CheckHost {
  const connection = connectHost({
    ...options,
    also: CHECKS_ONLY,
    onEvent: () => undefined,
    onDown: () => undefined,
  });
  const hello = connection.hello.then((said) => {
    if (!said.ok || said.value.capabilities.includes('checks')) return said;
    return err<HostRequestFailure>({ kind: 'host-incompatible' });
  });
  return {
    hello,
    async check<K extends CheckKind>(kind: K, ask: CheckAsk<K>) {
      const greeted = await hello;
      if (!greeted.ok) return greeted;
      const answer = await connection.exchange(kind, ask, HOST_REQUEST_DEADLINE);
      if (!answer.ok) return answer;
      const schema: v.GenericSchema<unknown, CheckAnswer<K>> = CHECK_REQUESTS[kind].answer;
      const read = v.safeParse(schema, answer.value);
      return read.success ? ok(read.output) : err({ kind: 'host-incompatible' });
    },
    close: () => connection.close(),
  };
}
