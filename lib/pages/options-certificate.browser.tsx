import { CertificateSection } from '../../components/options/CertificateSection.tsx';
import { replaceIdentity } from '../call/certificate.browser.ts';
import { parseName } from '../names/name.ts';
import type { OptionsPart } from './options-part.browser.ts';

/** By what one's browser is known again in calls; without an own name there is nothing to replace. */
export const certificatePart: OptionsPart = async ({ t, settings }) => {
  return () => {
    const name = parseName(settings().myName ?? '');
    if (!name.ok) return null;
    const replace = async (): Promise<boolean> => (await replaceIdentity(name.value)).kept;
    return <CertificateSection t={t} onReplace={replace} />;
  };
};
