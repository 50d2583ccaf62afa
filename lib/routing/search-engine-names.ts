/** The engines as people call them: what a page lists. The rules know only the labels. */

/** An engine, by the labels that stand in its hosts. */
export type SearchEngine = {
  readonly name: string;
  readonly labels: readonly [string, ...string[]];
};

/** All engines, those that most people use first. */
export const SEARCH_ENGINES: readonly SearchEngine[] = [
  { name: 'Google', labels: ['google'] },
  { name: 'Bing', labels: ['bing'] },
  { name: 'DuckDuckGo', labels: ['duckduckgo'] },
  { name: 'Ecosia', labels: ['ecosia'] },
  { name: 'Startpage', labels: ['startpage'] },
  { name: 'Brave', labels: ['brave'] },
  { name: 'Kagi', labels: ['kagi'] },
  { name: 'Yahoo', labels: ['yahoo'] },
  { name: 'Qwant', labels: ['qwant'] },
  { name: 'Yandex', labels: ['yandex', 'ya'] },
  { name: 'Baidu', labels: ['baidu'] },
  { name: 'Mojeek', labels: ['mojeek'] },
  { name: 'Swisscows', labels: ['swisscows'] },
  { name: 'MetaGer', labels: ['metager'] },
  { name: 'Naver', labels: ['naver'] },
  { name: 'Sogou', labels: ['sogou'] },
  { name: 'Seznam', labels: ['seznam'] },
];
