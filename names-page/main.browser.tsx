import '../components/style.css';
import '../components/options/options.css';
import '../components/welcome/welcome.css';
import './names.css';
import { signal } from '@preact/signals';
import { render } from 'preact';
import { resolveChain } from '../lib/azero/resolve-chain.ts';
import { fromHex } from '../lib/azero/scale.ts';
import { encodeSs58 } from '../lib/azero/ss58.ts';
import type { NamesContext } from '../lib/protocol/names-page.ts';
import { assertNever } from '../lib/result.ts';
import { type ClosedProps, ClosedView } from './ClosedView.tsx';
import { openChannel } from './channel.browser.ts';
import { NamesView } from './NamesView.tsx';
import { createNamesApp } from './names-app.browser.ts';
import type { NamesProps } from './names-props.ts';
import { translatorFor } from './translator.browser.ts';

/** How far the page is. */
type Stage =
  | { readonly kind: 'opening' }
  | { readonly kind: 'open'; readonly props: () => NamesProps }
  | { readonly kind: 'closed'; readonly why: ClosedProps['why'] };

let t = translatorFor(navigator.language);
const stage = signal<Stage>({ kind: 'opening' });

function close(why: ClosedProps['why']): void {
  stage.value = { kind: 'closed', why };
}

function Page() {
  const now = stage.value;
  switch (now.kind) {
    case 'opening':
      return <NamesView t={t} />;
    case 'open':
      return <NamesView {...now.props()} />;
    case 'closed':
      return <ClosedView t={t} why={now.why} />;
    default:
      return assertNever(now);
  }
}

function resolve(context: NamesContext) {
  const { network, endpoints, registry, genesis, quorum } = context;
  const account = fromHex(registry) ?? new Uint8Array();
  return resolveChain({
    network,
    endpoints,
    quorum,
    registry: encodeSs58(account),
    ...(genesis === undefined ? {} : { genesis }),
  });
}

async function start(): Promise<void> {
  // A page with somebody's work on it keeps that when the extension goes.
  let lose = (): void => close({ kind: 'lost' });
  const channel = await openChannel(() => lose());
  if (!channel.ok) return close({ kind: channel.error });
  const context = await channel.value.context();
  if (!context.ok) {
    const { error } = context;
    return close(
      error.kind === 'refused'
        ? { kind: 'failed', failure: error.failure }
        : { kind: error.failure },
    );
  }
  t = translatorFor(context.value.language);
  const chain = resolve(context.value);
  if (!chain.ok) return close({ kind: 'settings' });
  const app = createNamesApp({
    t,
    channel: channel.value,
    context: context.value,
    chain: chain.value,
  });
  lose = app.lose;
  stage.value = { kind: 'open', props: app.props };
}

render(<Page />, document.querySelector('#root') ?? document.body);
void start();
