/**
 * What a request to MCC-HTTP asks, and whether it may. The two calls are those that the web app at copybara.staex.io makes to
 * the script it came with: `GET /id` and `GET /resolve?node-id=…`, answered by a JSON string. CORS as in the Fetch standard,
 * section 3.3; a loopback target that a public page asks as in the Local Network Access draft.
 */
import { type NodeId, parseNodeId } from '../../lib/node-id.ts';
import type { NodeFailure } from '../../lib/protocol/host-values.ts';

/** The parts of an HTTP request that count. Header values as they came; `undefined` where there was none or more than one. */
export type HttpRequest = {
  readonly method: string | undefined;
  /** The request target: path and query. */
  readonly target: string | undefined;
  readonly host: string | undefined;
  readonly origin: string | undefined;
};

/** Who may ask, and under which address. */
export type Access = {
  readonly port: number;
  /** Serialised origins, for example `https://copybara.staex.io`. */
  readonly origins: readonly string[];
};

/** Why a request is not answered. */
export type Refusal =
  /** Asked under another host's name: DNS rebinding, or a mistake. */
  | 'wrong-host'
  /** Asked by a page that was not allowed to, or by no page at all. */
  | 'wrong-origin'
  | 'wrong-method'
  | 'unknown-path'
  | 'bad-node-id';

/** What is to be done with a request. */
export type Verdict =
  | { readonly kind: 'id'; readonly origin: string }
  | { readonly kind: 'resolve'; readonly nodeId: NodeId; readonly origin: string }
  /** A CORS preflight of an allowed page. */
  | { readonly kind: 'preflight'; readonly origin: string }
  /** `origin`: where the page is allowed, so that it can read why. */
  | { readonly kind: 'refused'; readonly refusal: Refusal; readonly origin?: string };

/** Judges a request. Nothing is asked of `mcc` for one that is refused. */
export function judgeRequest(request: HttpRequest, access: Access): Verdict {
  const { method, target = '', host, origin } = request;
  const hosts = ['127.0.0.1', 'localhost'].map((name) => `${name}:${access.port}`);
  if (host === undefined || !hosts.includes(host)) return refused('wrong-host');
  if (origin === undefined || !access.origins.includes(origin)) return refused('wrong-origin');
  if (method === 'OPTIONS') return { kind: 'preflight', origin };
  if (method !== 'GET') return refused('wrong-method', origin);
  if (target === '/id') return { kind: 'id', origin };
  if (target.split('?', 1)[0] !== '/resolve') return refused('unknown-path', origin);
  // One parameter and no escapes: a node id needs none.
  const [, text = ''] = /^\/resolve\?node-id=(\w{1,64})$/.exec(target) ?? [];
  const nodeId = parseNodeId(text);
  return nodeId.ok
    ? { kind: 'resolve', nodeId: nodeId.value, origin }
    : refused('bad-node-id', origin);
}

function refused(refusal: Refusal, origin?: string): Verdict {
  return { kind: 'refused', refusal, ...(origin === undefined ? {} : { origin }) };
}

/** The status code and the one sentence of a refusal. */
export function refusalAnswer(refusal: Refusal): {
  readonly status: number;
  readonly text: string;
} {
  switch (refusal) {
    case 'wrong-host':
      return {
        status: 421,
        text: 'This is MCC-HTTP on 127.0.0.1, and not the host you asked for.',
      };
    case 'wrong-origin':
      return {
        status: 403,
        text: 'This page may not ask. Allow its origin with "mccHttp.origins" in host.json.',
      };
    case 'wrong-method':
      return { status: 405, text: 'Only GET is answered.' };
    case 'unknown-path':
      return { status: 404, text: 'There are two calls: /id and /resolve?node-id=…' };
    case 'bad-node-id':
      return { status: 400, text: 'That is no node id: 52 characters, as "mcc id" prints it.' };
  }
}

/** The status code of a question that `mcc` did not answer. */
export function failureStatus(failure: NodeFailure): 404 | 502 | 503 | 504 {
  switch (failure) {
    case 'node-unresolved':
      return 404;
    case 'mcc-timeout':
    case 'node-silent':
      return 504;
    case 'mcc-empty':
    case 'mcc-junk':
    case 'mcc-ipv6':
    case 'mcc-failed':
    case 'address-not-allowed':
    case 'node-refused':
    case 'node-unreachable':
    case 'node-moved':
      return 502;
    case 'mcc-not-found':
    case 'mcc-forbidden':
    case 'mcc-daemon-down':
    case 'mcc-busy':
    case 'config-bad':
    case 'overlay-missing':
    case 'overlay-in-container':
      return 503;
  }
}
