import type { CallActions, CallState } from '../../lib/call/call-state.ts';
import type { PastCall, Person } from '../../lib/call/people.ts';
import { durationText } from '../../lib/i18n/call-formats.ts';
import { sinceText } from '../../lib/i18n/formats.ts';
import type { Translator } from '../../lib/i18n/translate.ts';
import type { AzeroName } from '../../lib/names/name.ts';
import { AskFirst } from './AskFirst.tsx';
import { Avatar } from './Avatar.tsx';
import { CallIcon } from './CallIcon.tsx';
import type { CallProps } from './call-props.ts';
import { NoteForm } from './NoteForm.tsx';

type Props = Pick<CallProps, 't' | 'now'> & {
  readonly state: Pick<CallState, 'people' | 'pastCalls'>;
  readonly actions: Pick<
    CallActions,
    'block' | 'setNote' | 'forgetPerson' | 'forgetCall' | 'forgetAll' | 'exportAll'
  >;
  /** Undefined: nobody can be called now. */
  readonly onCall: ((name: AzeroName) => void) | undefined;
};

/** People who were called or verified before, and the calls that were had. */
export function ContactsView({ t, state, actions, now, onCall }: Props) {
  const { people, pastCalls } = state;
  const isBlocked = (name: AzeroName): boolean =>
    people.some((person) => person.name === name && person.blocked);
  const some = people.length > 0 || pastCalls.length > 0;
  return (
    <div class="call-side contacts">
      <section aria-labelledby="people-heading">
        <h2 id="people-heading" class="field-label">
          {t('call.people')}
        </h2>
        {people.length === 0 && <p class="soft">{t('call.people.none')}</p>}
        <ul class="people">
          {people.map((person) => (
            <PersonRow
              key={person.name}
              t={t}
              person={person}
              now={now}
              actions={actions}
              onCall={onCall}
            />
          ))}
        </ul>
      </section>
      {pastCalls.length > 0 && (
        <section aria-labelledby="past-heading">
          <h2 id="past-heading" class="field-label">
            {t('call.past')}
          </h2>
          <ul class="past-calls">
            {pastCalls.map((call) => (
              <PastCallRow
                key={call.id}
                t={t}
                call={call}
                now={now}
                actions={actions}
                onCall={isBlocked(call.name) ? undefined : onCall}
              />
            ))}
          </ul>
        </section>
      )}
      {some && <Everything t={t} actions={actions} />}
      <p class="soft small">{t('call.past.private')}</p>
    </div>
  );
}

type PersonProps = Omit<Props, 'state'> & { readonly person: Person };

function PersonRow({ t, person, now, actions, onCall }: PersonProps) {
  const { name, note, blocked, provenAt } = person;
  return (
    <li class={blocked ? 'person person-blocked' : 'person'}>
      <Avatar name={name} />
      <div class="person-text">
        <p class="person-name">
          <bdi dir="ltr">{name}</bdi>
        </p>
        <p class="soft small">
          {blocked
            ? t('call.people.blocked')
            : note ||
              (provenAt === undefined
                ? t('call.people.unproven')
                : t('call.people.proven', { when: sinceText(t.language, provenAt, now) }))}
        </p>
      </div>
      {onCall && !blocked && <CallBack t={t} name={name} onCall={onCall} />}
      <details class="person-options">
        <summary>
          <span class="unseen">{t('call.people.options', { name })}</span>
          <CallIcon sign="more" />
        </summary>
        <div class="person-more">
          <NoteForm t={t} name={name} note={note} onSave={(text) => actions.setNote(name, text)} />
          <div class="buttons">
            <button
              type="button"
              class="button button-small"
              onClick={() => actions.block(name, !blocked)}
            >
              {t(blocked ? 'call.people.unblock' : 'call.people.block')}
            </button>
            <button
              type="button"
              class="button button-small"
              onClick={() => actions.forgetPerson(name)}
            >
              {t('call.people.forget')}
            </button>
          </div>
        </div>
      </details>
    </li>
  );
}

type CallBackProps = Pick<Props, 't'> & {
  readonly name: AzeroName;
  readonly onCall: (name: AzeroName) => void;
};

function CallBack({ t, name, onCall }: CallBackProps) {
  const label = t('call.people.call', { name });
  return (
    <button
      type="button"
      class="round-button round-button-call"
      aria-label={label}
      title={label}
      onClick={() => onCall(name)}
    >
      <CallIcon sign="phone" />
    </button>
  );
}

type PastProps = Omit<Props, 'state'> & { readonly call: PastCall };

function PastCallRow({ t, call, now, actions, onCall }: PastProps) {
  const { name, role, at, duration } = call;
  const label = t('call.past.forget', { name });
  // Who wrote a link is proven only once a call comes of it.
  const came = duration === undefined ? 'call.past.claimed' : 'call.past.in';
  return (
    <li class="past-call">
      <CallIcon sign={role === 'caller' ? 'outgoing' : 'incoming'} />
      <div class="person-text">
        <p>
          <span class="unseen">{t(role === 'caller' ? 'call.past.out' : came)} </span>
          <bdi dir="ltr">{name}</bdi>
        </p>
        <p class="soft small">
          {sinceText(t.language, at, now)} · {outcome(t, call, duration)}
        </p>
      </div>
      {onCall && <CallBack t={t} name={name} onCall={onCall} />}
      <button
        type="button"
        class="icon-button icon-button-big"
        aria-label={label}
        title={label}
        onClick={() => actions.forgetCall(call.id)}
      >
        <CallIcon sign="trash" />
      </button>
    </li>
  );
}

function outcome(t: Translator, call: PastCall, duration: number | undefined): string {
  if (duration !== undefined) return durationText(duration);
  return t(call.cause === 'missed' ? 'call.past.missed' : 'call.past.unconnected');
}

/** Handing everything over, and deleting it, which asks first. */
function Everything({ t, actions }: Pick<Props, 't' | 'actions'>) {
  return (
    <div class="buttons">
      <button type="button" class="button button-small" onClick={actions.exportAll}>
        {t('call.past.export')}
      </button>
      <AskFirst
        class="button button-small"
        label={t('call.past.forget-all')}
        question={t('call.past.forget-all.sure')}
        yes={t('call.past.forget-all.yes')}
        no={t('call.past.forget-all.no')}
        onYes={actions.forgetAll}
      />
    </div>
  );
}
