import type { enGate } from './en-gate.ts';
import type { Translation } from './translate.ts';

/** German: what the gate says beside failures. */
export const deGate = {
  'gate.eyebrow.working': 'Unterwegs zu',
  'gate.eyebrow.open': 'Öffnet sich',
  'gate.eyebrow.asking': 'Deine Entscheidung über',
  'gate.eyebrow.failed': 'Noch nicht offen',
  'gate.address': 'Ganze Adresse',
  'gate.no-address': 'Keine Adresse',
  'gate.steps': 'Schritte zur Seite',
  'gate.working.heading': 'Einen Moment bitte',
  'gate.working.text': 'Die Seite öffnet sich von selbst, sobald alle fünf Schritte getan sind.',
  'gate.found.node': 'Ihr Knoten',
  'gate.open.heading': 'Alle Schritte sind getan',
  'gate.open.text': 'Die Seite öffnet sich jetzt.',
  'gate.retry': 'Noch einmal versuchen',
  'gate.retrying': 'Neuer Versuch…',
  'gate.retry.in': 'Copybara versucht es {when} von selbst noch einmal.',
  'gate.back': 'Zurück',
  'gate.open.page': 'Seite öffnen',
  'gate.details': 'Technische Einzelheiten',
  'gate.details.kind': 'Art',
  'gate.details.step': 'Schritt',
  'gate.details.at': 'Zeit',
  'gate.details.node-id': 'Knoten-ID',
  'gate.details.operators': 'Bestätigt von',

  'gate.asking.meaning':
    'Wahrscheinlich sind die anderen nur kurz nicht erreichbar. Läge {operator} aber falsch oder wäre unehrlich, würdest du auf einer anderen Maschine landen als der des Inhabers.',
  'gate.asking.accept': 'Für diese Sitzung trotzdem öffnen',

  'step.name': 'Name',
  'step.record': 'Eintrag',
  'step.node': 'Dein Knoten',
  'step.address': 'Adresse',
  'step.connection': 'Verbindung',
  'step.name.now': 'Der Name wird auf der Chain nachgeschlagen',
  'step.record.now': 'Lesen, auf welchen Knoten er zeigt',
  'step.node.now': 'Dein eigener Staex-Knoten wird gefragt',
  'step.address.now': 'Der Weg zum anderen Knoten wird gesucht',
  'step.connection.now': 'Anklopfen bei der Seite',
} satisfies Translation<typeof enGate>;
