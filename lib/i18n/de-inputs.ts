import type { enInputs } from './en-inputs.ts';
import type { Translation } from './translate.ts';

/** German: why a text that a person typed is no address, and how to write one. */
export const deInputs = {
  'input.empty': 'Gib einen Namen ein, etwa alice.azero.',
  'input.not-ours': 'Namen enden auf .azero, .a0 oder .tzero, wie alice.azero.',
  'input.empty-label': 'Zwischen den Punkten oder vor der Endung fehlt etwas.',
  'input.too-long': 'Das ist länger, als ein Name sein kann: 32 Zeichen vor der Endung.',
  'input.subdomain':
    'Lass weg, was vor dem Namen steht: schreib alice.azero, nicht www.alice.azero.',
  'input.bad-character':
    'In Namen stehen nur die Buchstaben a bis z, Ziffern und Bindestriche; „{character}“ gehört nicht dazu.',
  'input.bad-hyphen': 'Ein Name kann nicht mit einem Bindestrich beginnen oder enden.',
  'input.punycode': 'Namen, die mit xn-- beginnen, gibt es hier nicht.',
  'input.other-script':
    'Der Buchstabe „{character}“ stammt aus einer anderen Schrift ({script}) und sieht nur wie ein gewöhnlicher aus. Tipp ihn neu.',
  'input.disguised-character':
    'Das Zeichen „{character}“ sieht nur wie ein gewöhnlicher Buchstabe, eine Ziffer oder ein Punkt aus. Tipp es neu.',
  'input.invisible-character':
    'Darin steckt ein Zeichen, das man nicht sieht ({codePoint}). Tipp es neu, statt es einzufügen.',
  'input.malformed-url':
    'Das lässt sich nicht als Adresse lesen. Schreib sie so: alice.azero/seite.',
  'input.url-too-long': 'Diese Adresse ist zu lang.',
  'input.scheme-not-http': 'Copybara öffnet nur http- und https-Adressen, nicht {scheme}.',
  'input.user-info':
    'Lass weg, was vor dem @ steht: Damit kann eine Seite wie eine andere aussehen.',
  'input.bad-port': 'Der Port muss eine Zahl von 1 bis 65535 sein, wie in alice.azero:8080.',
} satisfies Translation<typeof enInputs>;
