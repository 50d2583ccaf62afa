import { ContactsView } from '../call/ContactsView.tsx';
import { CertificateSection } from './CertificateSection.tsx';
import { DataSection } from './DataSection.tsx';
import { KindsSection } from './KindsSection.tsx';
import { Managed } from './Managed.tsx';
import type { MoreProps } from './more-props.ts';
import { PreferencesSection } from './PreferencesSection.tsx';
import { SearchSection } from './SearchSection.tsx';

/** The sections of the settings that are loaded after the first ones were drawn. */
export function MoreOptions(props: MoreProps) {
  const { t } = props;
  const { people, pastCalls } = props.people.state;
  return (
    <>
      {props.onReplaceCertificate && (
        <CertificateSection t={t} onReplace={props.onReplaceCertificate} />
      )}
      <PreferencesSection t={t} preferences={props.preferences} onSet={props.onSetPreferences} />
      <Managed t={t} is={props.areEnginesLocked}>
        <SearchSection t={t} engines={props.engines} onSet={props.onSetEngines} />
      </Managed>
      <div class="card options-card">
        <ContactsView t={t} {...props.people} />
        <p class="field-error" role="alert">
          {props.isUnkept && t('options.people.unkept')}
        </p>
      </div>
      <KindsSection
        t={t}
        counts={{ people: people.length, calls: pastCalls.length }}
        onDelete={props.onDelete}
      />
      <DataSection
        t={t}
        onExport={props.onExport}
        onImport={props.onImport}
        onReset={props.onReset}
      />
    </>
  );
}
