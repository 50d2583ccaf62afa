import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NODE_FAILURES } from '../../../../lib/protocol/host-values.ts';
import {
  failureStatus,
  type HttpRequest,
  judgeRequest,
  refusalAnswer,
} from '../../../../native-host/mcc-http/request.ts';

const APP = 'https://copybara.staex.io';
const ID = 'h8syf1xcv3rveegh00p89ew8sqbzkr4ckpjz3zs4xxr5tvf4hs4g';
const access = { port: 9377, origins: [APP] };

function judge(change: Partial<HttpRequest>): ReturnType<typeof judgeRequest> {
  const request = { method: 'GET', target: '/id', host: '127.0.0.1:9377', origin: APP, ...change };
  return judgeRequest(request, access);
}

describe('a request to MCC-HTTP', () => {
  it('is one of the two calls of the web app', () => {
    expect(judge({})).toEqual({ kind: 'id', origin: APP });
    expect(judge({ host: 'localhost:9377' })).toEqual({ kind: 'id', origin: APP });
    expect(judge({ target: `/resolve?node-id=${ID}` })).toEqual({
      kind: 'resolve',
      nodeId: ID,
      origin: APP,
    });
  });

  it('may be asked about beforehand', () => {
    expect(judge({ method: 'OPTIONS' })).toEqual({ kind: 'preflight', origin: APP });
    expect(judge({ method: 'OPTIONS', origin: 'https://other.example' })).toEqual({
      kind: 'refused',
      refusal: 'wrong-origin',
    });
  });

  it.each([
    ['another name, as after DNS rebinding', 'rebound.example:9377'],
    ['another port', '127.0.0.1:80'],
    ['no port', '127.0.0.1'],
    ['none or two', undefined],
  ])('is refused under another host: %s', (_what, host) => {
    expect(judge({ host })).toEqual({ kind: 'refused', refusal: 'wrong-host' });
  });

  it.each([
    undefined,
    'null',
    'http://copybara.staex.io',
    'https://copybara.staex.io:444',
    'https://copybara.staex.io.other.example',
    'https://copybara.staex.io/',
    'moz-extension://6e2c0a3e',
  ])('is refused from the origin %s', (origin) => {
    expect(judge({ origin })).toEqual({ kind: 'refused', refusal: 'wrong-origin' });
  });

  it.each(['POST', 'HEAD', 'PUT', undefined])('is refused with the method %s', (method) => {
    expect(judge({ method })).toEqual({ kind: 'refused', refusal: 'wrong-method', origin: APP });
  });

  it.each([
    '/',
    '/id/',
    '/id?x',
    '/ID',
    '/property?node-id=x',
    'http://127.0.0.1:9377/id',
    undefined,
  ])('is refused for %s', (target) => {
    expect(judge({ target })).toEqual({ kind: 'refused', refusal: 'unknown-path', origin: APP });
  });

  it.each([
    '/resolve',
    '/resolve?node-id=',
    `/resolve?node-id=${ID}&node-id=${ID}`,
    `/resolve?node-id=${ID}&name=static-addr`,
    `/resolve?id=${ID}`,
    '/resolve?node-id=--help',
    `/resolve?node-id=${ID};id`,
    `/resolve?node-id=${ID}${'%20'.repeat(100)}`,
  ])('is refused without exactly one node id: %s', (target) => {
    expect(judge({ target })).toEqual({ kind: 'refused', refusal: 'bad-node-id', origin: APP });
  });

  it('never leads to mcc with anything but a node id, whatever is asked', () => {
    fc.assert(
      fc.property(
        fc.record({
          method: fc.constantFrom('GET', 'OPTIONS', 'POST'),
          target: fc.oneof(
            fc.string({ unit: 'binary' }),
            fc.string().map((text) => `/resolve?node-id=${text}`),
          ),
          host: fc.constantFrom('127.0.0.1:9377', 'a.example:9377'),
          origin: fc.constantFrom(APP, 'https://a.example', undefined),
        }),
        (request) => {
          const verdict = judgeRequest(request, access);
          if (verdict.kind === 'refused') return;
          expect([request.host, request.origin]).toEqual(['127.0.0.1:9377', APP]);
          if (verdict.kind === 'resolve') expect(verdict.nodeId).toMatch(/^[0-9a-z]{52}$/);
        },
      ),
    );
  });
});

it('answers each refusal with a status of its own', () => {
  const all = [
    'wrong-host',
    'wrong-origin',
    'wrong-method',
    'unknown-path',
    'bad-node-id',
  ] as const;
  const answers = all.map(refusalAnswer);
  expect(new Set(answers.map(({ status }) => status)).size).toBe(all.length);
  expect(
    answers.every(({ status, text }) => status >= 400 && text.endsWith('.') !== text.includes('…')),
  ).toBe(true);
});

it('never answers a failure as if it were an id or an address', () => {
  for (const failure of NODE_FAILURES) expect(failureStatus(failure)).toBeGreaterThanOrEqual(404);
});
