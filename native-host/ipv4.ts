declare const brand: unique symbol;

/** An IPv4 address in strict dotted decimal: four numbers, no leading zeros. Only `parseIpv4` makes one. */
export type Ipv4 = string & { readonly [brand]: true };

const PATTERN = /^(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)){3}$/;

function isIpv4(text: string): text is Ipv4 {
  return PATTERN.test(text);
}

/** Reads an address; `undefined` where the text is none. */
export function parseIpv4(text: string): Ipv4 | undefined {
  return isIpv4(text) ? text : undefined;
}

/** The address as an unsigned 32-bit number. */
export function ipv4Number(address: Ipv4): number {
  return address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
}

/** Whether `address` is in the network of `prefix` bits that `base` is in. */
export function sameNetwork(address: Ipv4, base: Ipv4, prefix: number): boolean {
  const size = 2 ** (32 - prefix);
  return Math.floor(ipv4Number(address) / size) === Math.floor(ipv4Number(base) / size);
}

/** An address of this machine on one of its network interfaces. */
export interface InterfaceAddress {
  readonly name: string;
  readonly address: Ipv4;
  /** How many leading bits the interface's network shares. */
  readonly prefix: number;
}
