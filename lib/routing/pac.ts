import { ENDINGS } from '../names/name.ts';
import type { FallThrough } from './fall-through.ts';

/** Where our names point without a host. The port is privileged: nobody but root can listen there and take the traffic. */
export const CLOSED_PORT = 1;

/** How soon after it is made a PAC that leads to the host must be loaded, in ms. Chromium waits two seconds where the network has just changed. */
export const LOAD_TIME = 6000;

/** The one entry for our names: the host's SOCKS proxy, or a closed port when there is none. */
function overlayProxy(port: number | undefined): string {
  return `SOCKS5 127.0.0.1:${port ?? CLOSED_PORT}`;
}

/**
 * Prints the rule of `decide` as a PAC, with everything else going the way it went before.
 * Exactly one entry for our names, never `; DIRECT`. ASCII only: other letters are escaped.
 *
 * It leads to the host's port only where it is loaded within `LOAD_TIME` of `made` (ms since 1970), else to the closed one: Chromium
 * stores its PAC and loads that at its next start, before any extension runs, when the port may be anybody's.
 */
export function pacText(port: number, fallThrough: FallThrough, made: number): string {
  return print(
    `Math.abs(Date.now() - ${made}) < ${LOAD_TIME} ? ${literal(overlayProxy(port))} : ${literal(overlayProxy(undefined))}`,
    fallThrough,
  );
}

/** The same with our names on the closed port, whenever it is loaded. */
export function shutPacText(fallThrough: FallThrough): string {
  return print(literal(overlayProxy(undefined)), fallThrough);
}

function print(overlay: string, fallThrough: FallThrough): string {
  const endings = ENDINGS.map((ending) => `ending === ${literal(ending)}`).join(' || ');
  return `(function (global) {
  // A carried-along PAC must not be able to put itself in our place, nor functions of its own in that of these.
  Object.defineProperty(global, 'FindProxyForURL', { value: find, writable: false, configurable: false });
  var unbound = Function.prototype.bind.bind(Function.prototype.call);
  var lowered = unbound(String.prototype.toLowerCase);
  var cut = unbound(String.prototype.slice);
  var overlay = ${overlay};
  var other = ${printFallThrough(fallThrough)};
  function find(url, host) {
    var name = lowered(host);
    var end = name.length;
    while (end > 0 && name[end - 1] === '.') end -= 1;
    var at = end;
    while (at > 0 && name[at - 1] !== '.') at -= 1;
    var ending = cut(name, at, end);
    if (at > 0 && (${endings})) return overlay;
    return other(url, host);
  }
})(this);
`;
}

/** The line that a person can paste into the PAC of a proxy-switching tool that holds the setting. */
export function pacLine(port: number): string {
  return `if (/.\\.(${ENDINGS.join('|')})\\.*$/i.test(host)) return ${literal(overlayProxy(port))};`;
}

function literal(value: unknown): string {
  return JSON.stringify(value).replace(
    /[^\x20-\x7e]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function printFallThrough(fallThrough: FallThrough): string {
  switch (fallThrough.kind) {
    case 'direct':
      return `function () { return 'DIRECT'; }`;
    case 'pac':
      // Compiled apart, so that no text of theirs can end up between ours; and what fails in it stops
      // its own requests at most, as it did before, never ours: an error here would stop all browsing.
      return `(function () {
    function failed(error) {
      ${fallThrough.mandatory ? 'throw error;' : "return 'DIRECT';"}
    }
    var inner;
    try {
      inner = new Function(${literal(`${fallThrough.text}\n;return FindProxyForURL;`)}).call(global);
    } catch (error) {
      return function () { return failed(error); };
    }
    return function (url, host) {
      try { return inner(url, host); } catch (error) { return failed(error); }
    };
  })()`;
    case 'fixed':
      return printFixed(fallThrough);
  }
}

function printFixed(rules: Extract<FallThrough, { kind: 'fixed' }>): string {
  return `(function () {
    var words = ${literal({ http: rules.http, https: rules.https, other: rules.other })};
    var bypass = ${literal(rules.bypass)};
    function number(address) {
      var parts = address.split('.');
      return ((+parts[0] * 256 + +parts[1]) * 256 + +parts[2]) * 256 + +parts[3];
    }
    function matches(rule, scheme, name, port) {
      if (rule.kind === 'local') return name.indexOf('.') < 0 && name.indexOf(':') < 0;
      if (rule.kind === 'network') {
        if (!/^\\d+\\.\\d+\\.\\d+\\.\\d+$/.test(name)) return false;
        var size = Math.pow(2, 32 - rule.prefix);
        return Math.floor(number(name) / size) === Math.floor(number(rule.address) / size);
      }
      if (rule.scheme !== undefined && rule.scheme !== scheme) return false;
      if (rule.port !== undefined && rule.port !== port) return false;
      return shExpMatch(name, rule.pattern);
    }
    return function (url, host) {
      var parts = /^([a-z][a-z0-9+.-]*):\\/\\/(?:\\[[^\\]]*\\]|[^\\/:?#]*)(?::(\\d+))?/.exec(url.toLowerCase()) || [];
      var scheme = parts[1] || '';
      var secure = scheme === 'https' || scheme === 'wss';
      var port = parts[2] ? +parts[2] : secure ? 443 : 80;
      var name = host.toLowerCase();
      for (var i = 0; i < bypass.length; i++) {
        if (matches(bypass[i], scheme, name, port)) return 'DIRECT';
      }
      if (scheme === 'ws' || scheme === 'wss') return words.other || words.https || words.http || 'DIRECT';
      if (scheme === 'http') return words.http || words.other || 'DIRECT';
      if (scheme === 'https') return words.https || words.other || 'DIRECT';
      return words.other || 'DIRECT';
    };
  })()`;
}
