import type { Acquaintance } from '../../lib/call/handshake.ts';
import type { Role } from '../../lib/call/proof.ts';
import type { Peer } from '../../lib/call/session-state.ts';
import { listText } from '../../lib/i18n/formats.ts';
import { cleanWord } from '../../lib/i18n/hostile-word.ts';
import type { Translator } from '../../lib/i18n/translate.ts';
import type { AzeroName } from '../../lib/names/name.ts';
import { shortKey } from '../KeyText.tsx';
import { CallIcon } from './CallIcon.tsx';

type Props = {
  readonly t: Translator;
  readonly peer: Peer;
  /**
   * Undefined while no certificate of theirs was seen. That it is the same is said only once it is proven: who has seen an old
   * link of hers can write her certificate into a new one.
   */
  readonly acquaintance: Acquaintance | undefined;
  /** The side that we are; the other side has proven itself only in the call. */
  readonly side: Role;
  readonly proven?: boolean;
};

/** What is proven of the other side in words, and what is not. */
export function ProofNote({ t, peer, acquaintance, side, proven = false }: Props) {
  const { name } = peer;
  return (
    <section class="proof" aria-labelledby="proof-heading">
      <h2 id="proof-heading" class="proof-heading">
        <CallIcon sign="shield" />
        {t('call.proof')}
      </h2>
      <p>{t(proven ? 'call.proof.now' : `call.proof.${side}`, { name })}</p>
      <p class="soft">
        {t('call.proof.operators', {
          operators: listText(
            t.language,
            peer.confirmedBy.map((word) => cleanWord(word)),
          ),
        })}{' '}
        {t('call.proof.node')}:{' '}
        <bdi dir="ltr" class="mono" title={peer.nodeId}>
          {shortKey(peer.nodeId)}
        </bdi>
      </p>
      {acquaintance && (proven || acquaintance !== 'same') && (
        <AcquaintanceNote t={t} name={name} acquaintance={acquaintance} />
      )}
      <p class="soft">{t('call.proof.not')}</p>
    </section>
  );
}

type AcquaintanceProps = Pick<Props, 't'> & {
  readonly name: AzeroName;
  readonly acquaintance: Acquaintance;
};

/** How their certificate compares with the one of the last call. */
export function AcquaintanceNote({ t, name, acquaintance }: AcquaintanceProps) {
  return (
    <p class={`acquaintance acquaintance-${acquaintance}`}>
      {acquaintance !== 'new' && (
        <CallIcon sign={acquaintance === 'changed' ? 'warning' : 'done'} />
      )}
      <span>{t(`call.proof.${acquaintance}`, { name })}</span>
    </p>
  );
}
