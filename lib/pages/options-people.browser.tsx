import { ContactsView } from '../../components/call/ContactsView.tsx';
import { sendMessage } from '../protocol/messages.browser.ts';
import browser from '../webextension.browser.ts';
import { peopleOfPage } from './call-people.browser.ts';
import type { OptionsPart } from './options-part.browser.ts';

/** The people one has called, the calls one has had, and what can be done about them. */
export const peoplePart: OptionsPart = async ({ t, page, ask }) => {
  const isUnkept = page.cell(false);
  const { lists, actions } = peopleOfPage(() => {
    isUnkept.value = true;
  });
  function People() {
    return (
      <>
        <ContactsView
          t={t}
          state={lists.value}
          actions={actions}
          now={Date.now()}
          onCall={(to) => {
            const isPrivate = browser.extension.inIncognitoContext === true;
            void ask(() => sendMessage('startCall', { to, isPrivate }));
          }}
        />
        <p class="field-error" role="alert">
          {isUnkept.value && t('options.people.unkept')}
        </p>
      </>
    );
  }
  return () => <People />;
};
