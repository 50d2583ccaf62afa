import type { RoutingFailure } from '../protocol/ui.ts';

/** Where the host's SOCKS proxy listens on 127.0.0.1, with its password where the browser can send one. */
export type SocksAddress = {
  readonly port: number;
  readonly username?: string | undefined;
  readonly password?: string | undefined;
};

/** Sends our names, and nothing else, to the host's SOCKS proxy: one interface, one maker per browser. */
export type ProxyTaker = {
  /** Points our names at this proxy, or at a closed port when there is none. Says what is in the way. */
  apply(socks: SocksAddress | undefined): Promise<RoutingFailure | undefined>;
  /**
   * At the start of a session: points our names at a closed port at once, since the port that an earlier session left may be
   * anybody's by now. The setting is not given back: what the browser loads already, before our rules are there, would go out.
   */
  shut(): Promise<void>;
  /** Gives back everything that was taken. */
  release(): Promise<void>;
};
