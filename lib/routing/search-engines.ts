/** The country endings under which Google answers (its list of supported domains, without `com`). */
const GOOGLE_COUNTRIES =
  'ad ae com.af com.ag al am co.ao com.ar as at com.au az ba com.bd be bf bg com.bh bi bj com.bn com.bo com.br bs bt co.bw by com.bz ca cd cf cg ch ci co.ck cl cm cn com.co co.cr com.cu cv com.cy cz de dj dk dm com.do dz com.ec ee com.eg es com.et fi com.fj fm fr ga ge gg com.gh com.gi gl gm gr com.gt gy com.hk hn hr ht hu co.id ie co.il im co.in iq is it je com.jm jo co.jp co.ke com.kh ki kg co.kr com.kw kz la com.lb li lk co.ls lt lu lv com.ly co.ma md me mg mk ml com.mm mn com.mt mu mv mw com.mx com.my co.mz com.na com.ng com.ni ne nl no com.np nr nu co.nz com.om com.pa com.pe com.pg com.ph com.pk pl pn com.pr ps pt com.py com.qa ro ru rw com.sa com.sb sc se com.sg sh si sk com.sl sn so sm sr st com.sv td tg co.th com.tj tl tm tn to com.tr tt com.tw co.tz com.ua co.ug co.uk com.uy co.uz com.vc co.ve co.vi com.vn vu ws rs co.za co.zm co.zw cat'.split(
    ' ',
  );

/**
 * The hosts that answer searches, whose results request for a name is turned into the visit. A
 * request to any other host is not ours to touch; each of these needs a host permission.
 */
export const SEARCH_ENGINE_HOSTS: readonly string[] = [
  'google.com',
  'www.google.com',
  ...GOOGLE_COUNTRIES.map((country) => `www.google.${country}`),
  'bing.com',
  'www.bing.com',
  'cn.bing.com',
  'duckduckgo.com',
  'html.duckduckgo.com',
  'lite.duckduckgo.com',
  'noai.duckduckgo.com',
  'safe.duckduckgo.com',
  'www.ecosia.org',
  'startpage.com',
  'www.startpage.com',
  'kagi.com',
  'search.brave.com',
  'search.yahoo.com',
  'search.yahoo.co.jp',
  'www.qwant.com',
  'lite.qwant.com',
  'yandex.com',
  'yandex.ru',
  'ya.ru',
  'www.baidu.com',
  'www.mojeek.com',
  'swisscows.com',
  'metager.org',
  'search.naver.com',
  'www.sogou.com',
  'search.seznam.cz',
];

/** The hosts of all engines but some, each named by the label that stands in all of its hosts: `google`, `yandex`. */
export function searchHosts(off: readonly string[]): string[] {
  return SEARCH_ENGINE_HOSTS.filter(
    (host) => !host.split('.').some((label) => off.includes(label)),
  );
}

/** The host permission that the search redirect needs for a host. */
export function searchMatch(host: string): string {
  // Yahoo answers under a host for each country.
  return host === 'search.yahoo.com' ? `*://*.${host}/*` : `*://${host}/*`;
}

/** The host permissions that the search redirect needs. */
export const SEARCH_ENGINE_MATCHES: readonly string[] = SEARCH_ENGINE_HOSTS.map(searchMatch);

/** Whether an address is a results page of one of the engines. */
export function isSearchUrl(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  const known = SEARCH_ENGINE_HOSTS.some(
    (host) => hostname === host || hostname.endsWith(`.${host}`),
  );
  return known && (protocol === 'https:' || protocol === 'http:');
}
