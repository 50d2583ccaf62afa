/** What a request to the server of the names page asks, and whether it may. */
import { NAMES_PAGE_HOST } from '../../lib/protocol/ids.ts';

/** The parts of an HTTP request that count. Header values as they came; `undefined` where there was none or more than one. */
export type PageRequest = {
  readonly method: string | undefined;
  /** The request target: path and query. */
  readonly target: string | undefined;
  readonly host: string | undefined;
  /** `Sec-Fetch-Dest` (Fetch Metadata), which no page can set: what the answer would become. */
  readonly destination: string | undefined;
};

/** Why a request is not answered with the page. */
export type PageRefusal =
  /** Asked under another host's name: DNS rebinding, or a mistake. */
  | 'wrong-host'
  | 'wrong-method'
  /** It would become something else than a page of its own: a frame, an image, what a script reads. */
  | 'wrong-destination'
  | 'unknown-path';

/** What is to be done with a request. */
export type PageVerdict =
  /** The page is asked for with this token, which only its issuer can judge. */
  | { readonly kind: 'page'; readonly token: string }
  | { readonly kind: 'refused'; readonly refusal: PageRefusal };

/** Judges a request but for its token. */
export function judgePageRequest(request: PageRequest, port: number): PageVerdict {
  const { method, target = '', host, destination } = request;
  if (host !== `${NAMES_PAGE_HOST}:${port}`) return refused('wrong-host');
  if (method !== 'GET') return refused('wrong-method');
  if (destination !== 'document') return refused('wrong-destination');
  const [, token] = /^\/\?([0-9a-f]{64})$/.exec(target) ?? [];
  return token === undefined ? refused('unknown-path') : { kind: 'page', token };
}

function refused(refusal: PageRefusal): PageVerdict {
  return { kind: 'refused', refusal };
}

/** The status code and the one sentence of a refusal; `wrong-token` is one that was used, ran out or was never issued. */
export function pageRefusalAnswer(refusal: PageRefusal | 'wrong-token'): {
  readonly status: number;
  readonly text: string;
} {
  switch (refusal) {
    case 'wrong-host':
      return { status: 421, text: 'This is not the host you asked for.' };
    case 'wrong-method':
      return { status: 405, text: 'Only GET is answered.' };
    case 'wrong-destination':
      return { status: 403, text: 'This page stands alone in a tab, and nowhere else.' };
    case 'unknown-path':
      return { status: 404, text: 'There is nothing here. Open the page from Copybara.' };
    case 'wrong-token':
      return { status: 403, text: 'This address was used already. Open the page from Copybara.' };
  }
}
