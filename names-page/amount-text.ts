import type { Unit } from './names-props.ts';

/** An amount in the chain's smallest unit as people read it: "1.25 AZERO", with as many digits as say something. */
export function amountText(language: string, amount: bigint, { decimals, symbol }: Unit): string {
  const digits = amount
    .toString()
    .replace('-', '')
    .padStart(decimals + 1, '0');
  const point = digits.length - decimals;
  // For showing only: a number holds more digits than are shown.
  const value = Number(`${digits.slice(0, point)}.${digits.slice(point)}`);
  const shown = new Intl.NumberFormat(language, { maximumSignificantDigits: 6 }).format(value);
  return symbol === '' ? shown : `${shown} ${symbol}`;
}
