import type { enLinks } from './en-links.ts';
import type { Translation } from './translate.ts';

/** German: why a text that was opened or pasted leads to no call, and why a link got no window. */
export const deLinks = {
  'link-refused.newer-version.what': 'Dieser Link stammt von einem neueren Copybara.',
  'link-refused.newer-version.next': 'Aktualisiere Copybara und öffne den Link dann noch einmal.',
  'link-refused.malformed.what': 'Dieser Anruflink ist beschädigt oder abgeschnitten.',
  'link-refused.malformed.next': 'Kopiere ihn noch einmal ganz oder bitte um einen neuen.',
  'link-refused.not-a-call-link.what': 'In diesem Text steht kein Anruflink.',
  'link-refused.not-a-call-link.next':
    'Ein Anruflink enthält ein `#` und viele Buchstaben dahinter. Kopiere ihn ganz.',
  'link-refused.several-links.what': 'In diesem Text stehen mehrere Anruflinks.',
  'link-refused.several-links.next': 'Füge nur einen davon ein: den neuesten.',
  'link-refused.too-long.what': 'Dieser Text ist zu lang für einen Anruflink.',
  'link-refused.too-long.next': 'Füge nur den Link ein.',
  'link-refused.blocked.what': 'Dieser Link ist von jemandem, den du blockiert hast.',
  'link-refused.blocked.next':
    'Wenn du den Anruf annehmen willst, gib den Namen unter „Leute“ wieder frei und öffne den Link dann noch einmal.',

  'notice.links-unopened.what': {
    one: '{count} Anruflink wurde nicht geöffnet, weil zu viele auf einmal kamen.',
    other: '{count} Anruflinks wurden nicht geöffnet, weil zu viele auf einmal kamen.',
  },
  'notice.links-unopened.next':
    'Nimm die Anrufe an, die auf dich warten, oder schließ ihre Fenster, und öffne deinen Link dann noch einmal. Hast du keinen geöffnet, war es eine Webseite.',
} satisfies Translation<typeof enLinks>;
