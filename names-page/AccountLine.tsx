import { KeyText } from '../components/KeyText.tsx';
import type { NamesProps } from './names-props.ts';

type Props = {
  readonly props: NamesProps;
  readonly label: string;
  /** SS58. */
  readonly address: string;
};

/** One account of a name: to be copied, to be looked up, and marked where it is one's own. */
export function AccountLine({ props, label, address }: Props) {
  const { t, wallet, onCopy, onOpen } = props;
  const own =
    wallet.state === 'ready' ? wallet.accounts.find((one) => one.address === address) : undefined;
  return (
    <div>
      <dt>{label}</dt>
      <dd class="account-line">
        <KeyText t={t} label="copy.account" text={address} onCopy={onCopy} />
        {own && <span class="names-tag names-tag-registered">{t('names.you')}</span>}
        <button type="button" class="text-button" onClick={() => onOpen(address)}>
          {t('names.look.button')}
          <span class="unseen"> {address}</span>
        </button>
      </dd>
    </div>
  );
}
