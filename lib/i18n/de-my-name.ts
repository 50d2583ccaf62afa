import type { enMyName } from './en-my-name.ts';
import type { Translation } from './translate.ts';

/** German: one's own name, in the toolbar window, the settings and on the first page. */
export const deMyName = {
  'popup.my-name.unset':
    'Sag Copybara deinen eigenen Namen, und es prüft, ob er zu diesem Knoten führt.',
  'popup.my-name.checking': 'Es wird geprüft, ob er zu diesem Knoten führt',
  'popup.my-name.matches': 'Führt zu diesem Knoten',
  'popup.my-name.differs': 'Führt zu einem anderen Knoten',
  'popup.my-name.differs.next':
    'Wenn das hier dein Knoten ist, setz den Eintrag `staex-id` bei azero.id auf die ID dieses Knotens.',
  'popup.my-name.record': 'Auf der Chain',
  'popup.my-name.own': 'Dieser Knoten',
  'popup.my-name.failed': 'Ließ sich nicht prüfen',
  'popup.my-name.edit': 'Ändern',
  'popup.my-name.set': 'Eingeben',
  'popup.my-name.save': 'Speichern',
} satisfies Translation<typeof enMyName>;
