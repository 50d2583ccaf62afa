import { callMethod } from './methods.ts';
import { type Node, RpcError, type Session } from './node.ts';

/** Counts what was asked, by method, and tells who waits for it. */
export interface RequestLog {
  record(method: string): void;
}

type Reply = Readonly<Record<string, unknown>>;

/** Answers the text of a JSON-RPC 2.0 request or batch; undefined when nothing is to be answered (notifications). */
export function answer(
  node: Node,
  request: string,
  session: Session | undefined,
  log: RequestLog,
): string | undefined {
  let parsed: unknown;
  try {
    parsed = JSON.parse(request);
  } catch {
    return JSON.stringify(failure(null, new RpcError(-32700, 'Parse error')));
  }
  if (!Array.isArray(parsed)) {
    const reply = answerOne(node, parsed, session, log);
    return reply && JSON.stringify(reply);
  }
  if (parsed.length === 0)
    return JSON.stringify(failure(null, new RpcError(-32600, 'Invalid request')));
  const replies = parsed
    .map((one) => answerOne(node, one, session, log))
    .filter((reply) => reply !== undefined);
  return replies.length === 0 ? undefined : JSON.stringify(replies);
}

/** Notes what a request asks for, where it is not going to be answered. */
export function note(request: string, log: RequestLog): void {
  try {
    const parsed: unknown = JSON.parse(request);
    for (const one of Array.isArray(parsed) ? parsed : [parsed]) {
      if (isRequest(one)) log.record(one.method);
    }
  } catch {
    // Not JSON: nothing to count.
  }
}

function isRequest(value: unknown): value is { method: string; params?: unknown; id?: unknown } {
  return (
    typeof value === 'object' &&
    value !== null &&
    'method' in value &&
    typeof value.method === 'string' &&
    'jsonrpc' in value &&
    value.jsonrpc === '2.0'
  );
}

function answerOne(
  node: Node,
  request: unknown,
  session: Session | undefined,
  log: RequestLog,
): Reply | undefined {
  if (!isRequest(request)) return failure(null, new RpcError(-32600, 'Invalid request'));
  log.record(request.method);
  const params = request.params ?? [];
  if (!Array.isArray(params)) return failure(request.id, new RpcError(-32602, 'Invalid params'));
  try {
    const result = callMethod(node, request.method, params, session);
    return request.id === undefined ? undefined : { jsonrpc: '2.0', id: request.id, result };
  } catch (error) {
    if (error instanceof RpcError) return failure(request.id, error);
    throw error;
  }
}

function failure(id: unknown, { code, message, data }: RpcError): Reply {
  return {
    jsonrpc: '2.0',
    id: id ?? null,
    error: data === undefined ? { code, message } : { code, message, data },
  };
}
