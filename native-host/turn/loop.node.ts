import type { CheckAnswer } from '../../lib/protocol/host-checks.ts';
import { err, ok, type Result } from '../../lib/result.ts';
import type { Overlay } from '../mcc/overlay.node.ts';
import type { Refusal } from '../router.ts';
import { VIRTUAL } from './allocation.ts';
import type { MakeRelay, RelayServer } from './relay-server.ts';

/** A relay whose two clients are each other's peer: a page can call itself through it, and nothing leaves this machine. */
export class LoopRelay {
  readonly #overlay: Pick<Overlay, 'status' | 'ownAddress'>;
  readonly #makeRelay: MakeRelay;
  #relay: RelayServer | undefined;

  constructor(overlay: Pick<Overlay, 'status' | 'ownAddress'>, makeRelay: MakeRelay) {
    this.#overlay = overlay;
    this.#makeRelay = makeRelay;
  }

  /** Opens it where the relay of a call would be; one that was open is closed. */
  async open(): Promise<Result<CheckAnswer<'check.loop'>, Refusal>> {
    const own = await this.#overlay.status();
    if (own.state === 'down') return err({ cause: own.cause, detail: own.detail });
    const address = this.#overlay.ownAddress;
    if (address === undefined) return err({ cause: 'overlay-missing' });
    this.close();
    const relay = this.#makeRelay((end, bytes, offset, length) =>
      relay.deliver(1 - end, bytes, offset, offset + length, undefined),
    );
    const url = await relay.listen(address);
    if (!url.ok) {
      relay.close();
      return err({ cause: 'overlay-missing' });
    }
    this.#relay?.close(); // of a second question meanwhile
    this.#relay = relay;
    const end = (which: 0 | 1) => {
      const { username, password } = relay.admit(which);
      return { username, credential: password };
    };
    return ok({
      turnUrl: url.value,
      ends: { one: end(0), other: end(1) },
      peerVirtual: { address: VIRTUAL.peer, port: VIRTUAL.port },
    });
  }

  close(): void {
    this.#relay?.close();
    this.#relay = undefined;
  }
}
