import { useEffect, useRef } from 'preact/hooks';
import { linkText } from '../lib/i18n/links.ts';
import type { Translator } from '../lib/i18n/translate.ts';
import type { InputError } from '../lib/names/from-input.ts';
import type { BlockedCall, LiveCall } from '../lib/protocol/calls.ts';
import type { LinkRefusal, MyName, Status } from '../lib/protocol/ui.ts';
import { CapybaraMark } from './CapybaraMark.tsx';
import { FailureNotice } from './FailureNotice.tsx';
import { LiveCalls } from './LiveCalls.tsx';
import { MyNameSection } from './MyNameSection.tsx';
import { type FieldError, NameForm } from './NameForm.tsx';
import { Prose } from './Prose.tsx';
import { RoutingHelp } from './RoutingHelp.tsx';
import { StatusRow } from './StatusRow.tsx';
import { statusRows, summaryText } from './status-rows.ts';
import { type TabDetails, TabSection } from './TabSection.tsx';

/** Something that the browser gives away and no extension can keep. */
export type Leak = 'private-windows' | 'suggestions' | 'firefox-dns';

/** What became of a text: why it is no address, why the call link in it leads to no call; undefined: it was taken. */
export type Taken =
  | InputError
  | { readonly kind: 'link-refused'; readonly why: LinkRefusal }
  | undefined;

export type PopupProps = {
  readonly t: Translator;
  readonly status: Status;
  /** The background does not answer. */
  readonly isSilent: boolean;
  readonly myName: MyName;
  /** The name of the tab in front, if it has one of ours. */
  readonly tab: TabDetails | undefined;
  /** For another tool that holds the proxy setting, where there is one. */
  readonly pacLine?: string | undefined;
  /** Now, in ms since 1970. */
  readonly now: number;
  /** What can't be prevented in this browser, told and not hidden. */
  readonly leaks: readonly Leak[];
  /** The calls that live. */
  readonly calls: readonly LiveCall[];
  /** The calls of blocked names in this session, the newest first. */
  readonly blockedCalls: readonly BlockedCall[];
  /** How many opened call links got no window. */
  readonly unopenedLinks: number;
  /** Goes to what was typed, or takes the call link in it; says why it is neither. */
  readonly onGo: (text: string) => Taken | Promise<Taken>;
  /** Calls the name that was typed, or asks for one; takes a call link as well. */
  readonly onCall: (text: string) => Taken | Promise<Taken>;
  readonly onShowCall: (callId: string) => void;
  /** She knows of the links that got no window. */
  readonly onUnopenedKnown: () => void;
  /** Keeps the person's own name (an empty text takes it back), or says why it is none. */
  readonly onSetMyName: (text: string) => InputError | undefined;
  readonly onSwitch: (on: boolean) => void;
  readonly onRefresh: () => void;
  readonly onTakeOver: () => void;
  /** The PAC line stands in the other tool now: look whether it works. */
  readonly onCheckOtherTool: () => void;
  /** Asks the browser for its permission again (Firefox). */
  readonly onGrantPermission?: (() => void) | undefined;
  readonly onOpenSettings: () => void;
  readonly onOpenNames: () => void;
  readonly onOpenDiagnostics: () => void;
  readonly onCopy: (text: string) => void;
};

/** The toolbar window: the state of everything at a glance, and where to go from here. */
export function PopupView(props: PopupProps) {
  const { t, status, isSilent, leaks, onSwitch } = props;
  const on = status.routing.state !== 'off';
  // Opened, the field is what most people want; later the focus stays where it is.
  const opening = useRef(true);
  useEffect(() => {
    opening.current = false;
  }, []);
  const rows = statusRows(t, status, isSilent);
  return (
    <main class={`popup popup-${on ? 'on' : 'off'}`}>
      <header class="popup-head">
        <CapybaraMark />
        <div class="popup-title">
          <h1>{t('brand')}</h1>
          <output>{on || isSilent ? summaryText(t, rows) : t('popup.summary.off')}</output>
        </div>
        <button
          type="button"
          class="switch"
          role="switch"
          aria-checked={on}
          aria-label={t('popup.switch')}
          aria-describedby="switch-explained"
          onClick={() => onSwitch(!on)}
        >
          <span aria-hidden="true">{t(on ? 'popup.switch.on' : 'popup.switch.off')}</span>
        </button>
      </header>
      {on ? (
        <WhenOn {...props} opening={opening.current} />
      ) : (
        <>
          {isSilent && <FailureNotice t={t} failure={{ kind: 'background-silent' }} />}
          <p class="off-text" id="switch-explained">
            {t('popup.off.text')}
          </p>
        </>
      )}
      <footer class="popup-foot">
        <p>{t('proves')}</p>
        {on && leaks.length > 0 && (
          <details class="leaks">
            <summary>{t('popup.leaks')}</summary>
            <ul>
              {leaks.map((leak) => (
                <li key={leak}>
                  <Prose text={t(`popup.leaks.${leak}`)} />
                </li>
              ))}
            </ul>
          </details>
        )}
        {on && <p id="switch-explained">{t('popup.switch.explain')}</p>}
        <button type="button" class="text-button" onClick={props.onOpenSettings}>
          {t('popup.settings')}
        </button>{' '}
        <button type="button" class="text-button" onClick={props.onOpenDiagnostics}>
          {t('popup.diagnostics')}
        </button>
      </footer>
    </main>
  );
}

function WhenOn(props: PopupProps & { readonly opening: boolean }) {
  const {
    t,
    status,
    isSilent,
    myName,
    tab,
    pacLine,
    now,
    calls,
    blockedCalls,
    unopenedLinks,
    onCopy,
  } = props;
  return (
    <>
      {(calls.length > 0 || blockedCalls.length > 0 || unopenedLinks > 0) && (
        <LiveCalls
          t={t}
          calls={calls}
          blocked={blockedCalls}
          unopened={unopenedLinks}
          onShow={props.onShowCall}
          onKnown={props.onUnopenedKnown}
        />
      )}
      {tab && (
        <TabSection
          t={t}
          tab={tab}
          now={now}
          onCopy={onCopy}
          onCall={(name) => void props.onCall(name)}
        />
      )}
      <section class="part">
        <NameForm
          t={t}
          label={t('popup.go.label')}
          button={t('popup.go.open')}
          initial=""
          takeFocus={props.opening}
          onSubmit={async (text) => sentence(t, await props.onGo(text))}
          second={{
            label: t('popup.go.call'),
            onSubmit: async (text) => sentence(t, await props.onCall(text)),
          }}
        />
      </section>
      <section class="part" aria-labelledby="state">
        <div class="part-head">
          <h2 id="state">{t('popup.status')}</h2>
          <button type="button" class="button button-small button-quiet" onClick={props.onRefresh}>
            {t('popup.refresh')}
          </button>
        </div>
        <ul class="status-list">
          {statusRows(t, status, isSilent).map((row) => (
            <StatusRow key={row.id} t={t} row={row} onCopy={onCopy}>
              {row.routingFailure && (
                <RoutingHelp
                  t={t}
                  failure={row.routingFailure}
                  pacLine={pacLine}
                  onCopy={onCopy}
                  onCheckOtherTool={props.onCheckOtherTool}
                  onTakeOver={props.onTakeOver}
                  onGrantPermission={props.onGrantPermission}
                />
              )}
            </StatusRow>
          ))}
        </ul>
      </section>
      <MyNameSection
        t={t}
        myName={myName}
        onSetMyName={props.onSetMyName}
        onOpenNames={props.onOpenNames}
        onCopy={onCopy}
      />
    </>
  );
}

function sentence(t: Translator, taken: Taken): FieldError | undefined {
  if (taken?.kind !== 'link-refused') return taken;
  const { what, next } = linkText(t, taken.why);
  return { kind: 'said', text: `${what} ${next}` };
}
