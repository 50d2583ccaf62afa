/** The plan of the test world's network: who has which address. */

/** A machine with a Staex node: A is the person's, B is alice's, C is bob's. */
export const NODES = ['A', 'B', 'C'] as const;
/** One of the three machines. */
export type NodeName = (typeof NODES)[number];

/** Every node's own overlay address: the same one, as nothing in Staex forbids it, so that a mix-up shows. */
export const OWN_ADDRESS = '10.115.0.1';
/** The range that every node routes into its overlay interface. */
export const OVERLAY = '10.115.0.0/16';
/** The overlay interface of a node. */
export const OVERLAY_DEVICE = 'staex0';
/** The interface between A and the LAN. */
export const LAN_DEVICE = 'lan0';

/** Under which address a node sees another one at first, as `viewer>peer`; it means nothing on a third node. */
export const FIRST_VIEWS: Readonly<Record<string, string>> = {
  'A>B': '10.115.77.7',
  'B>A': '10.115.99.9',
  'A>C': '10.115.66.6',
  'C>A': '10.115.55.5',
  'B>C': '10.115.44.4',
  'C>B': '10.115.33.3',
};

/** A on the LAN. */
export const LAN_A = '192.168.77.2';
/** The LAN's router: A's default gateway, and every machine's resolver. */
export const LAN_ROUTER = '192.168.77.1';
/** Each machine's own LAN: its address there, and the router's. None has a way to another's. */
export const LANS: Readonly<Record<NodeName, { readonly own: string; readonly router: string }>> = {
  A: { own: LAN_A, router: LAN_ROUTER },
  B: { own: '192.168.78.2', router: '192.168.78.1' },
  C: { own: '192.168.79.2', router: '192.168.79.1' },
};
/** Where the chain's endpoints are, one port an operator. */
export const CHAIN_ADDRESS = '192.168.77.11';
/** A public address for a site of our own on the Internet (`lan.site`), for example a hostile one. */
export const PUBLIC_SITE = '203.0.113.66';
