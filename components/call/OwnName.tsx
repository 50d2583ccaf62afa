import { readInput } from '../../lib/names/from-input.ts';
import { NameForm } from '../NameForm.tsx';
import type { CallProps } from './call-props.ts';

/** The person's own name, without which nobody could check who calls. */
export function OwnName({ t, actions }: Pick<CallProps, 't' | 'actions'>) {
  return (
    <section class="call-part" aria-labelledby="own-name">
      <h2 id="own-name">{t('call.ours.heading')}</h2>
      <p class="soft">{t('call.ours.explain')}</p>
      <NameForm
        t={t}
        label={t('call.ours.label')}
        button={t('call.ours.save')}
        initial=""
        takeFocus
        onSubmit={(text) => {
          const input = readInput(text);
          if (!input.ok) return input.error;
          actions.setOurs(input.value.name);
          return undefined;
        }}
      />
    </section>
  );
}
