import type { InputError } from '../names/from-input.ts';
import { assertNever } from '../result.ts';
import type { Translator } from './translate.ts';

/** Why what a person typed is no address, in one sentence. */
export function inputText(t: Translator, error: InputError): string {
  switch (error.kind) {
    case 'empty':
      return t('input.empty');
    case 'not-ours':
      return t('input.not-ours');
    case 'empty-label':
      return t('input.empty-label');
    case 'too-long':
      return t('input.too-long');
    case 'subdomain':
      return t('input.subdomain');
    case 'bad-character':
      return t('input.bad-character', { character: error.character });
    case 'bad-hyphen':
      return t('input.bad-hyphen');
    case 'punycode':
      return t('input.punycode');
    case 'other-script':
      return t('input.other-script', { character: error.character, script: error.script });
    case 'disguised-character':
      return t('input.disguised-character', { character: error.character });
    case 'invisible-character':
      return t('input.invisible-character', { codePoint: error.codePoint });
    case 'malformed-url':
      return t('input.malformed-url');
    case 'url-too-long':
      return t('input.url-too-long');
    case 'scheme-not-http':
      return t('input.scheme-not-http', { scheme: error.scheme });
    case 'user-info':
      return t('input.user-info');
    case 'bad-port':
      return t('input.bad-port');
    default:
      return assertNever(error);
  }
}
