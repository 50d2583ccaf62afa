import type { Result } from '../../lib/result.ts';
import type { Ipv4 } from '../ipv4.ts';
import type { OnPayload } from './client-message.ts';
import type { Credential } from './credentials.ts';

/** The TURN relay of a host, over whatever its pages reach it by. */
export interface RelayServer {
  /** Starts to listen, on our own overlay address where it does not listen on loopback; gives the URL for a page. */
  readonly listen: (own: Ipv4) => Promise<Result<string, string>>;
  /** Lets the page of a call in, and nobody by an older credential of that call. */
  readonly admit: (call: number) => Credential;
  readonly dismiss: (call: number) => void;
  /**
   * Gives the page of a call what its peer sent: the bytes of `packet` from `at` to `end`, then `rest`. The 4 bytes of
   * `packet` before `at` may be written over.
   */
  readonly deliver: (
    call: number,
    packet: Uint8Array,
    at: number,
    end: number,
    rest: Uint8Array | undefined,
  ) => void;
  readonly close: () => void;
}

/** Makes a relay that hands on what pages say. */
export type MakeRelay = (onPayload: OnPayload) => RelayServer;
