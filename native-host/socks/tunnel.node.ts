import type { Socket } from 'node:net';
import type { Flow } from './flow.node.ts';
import { endAfter } from './half-close.node.ts';

/**
 * Joins a client to the node that was dialled for it: what one says is sent to the other, and each ends its half alone. The
 * client's `data` and `end` are handed in by whoever listened to them during the handshake: taking listeners off a socket
 * and putting others on costs more than passing on what they hear.
 */
export class Tunnel {
  readonly #client: Socket;
  readonly #remote: Socket;

  /** `flow` is the one that `remote` reads into; `heard` is called for each piece that comes from there. */
  constructor(client: Socket, remote: Socket, flow: Flow, heard: () => void) {
    this.#client = client;
    this.#remote = remote;
    remote.on('drain', () => client.resume());
    flow.start(remote, client, heard);
    client.resume();
  }

  /** The client said something. */
  send(chunk: Uint8Array): void {
    if (!this.#remote.write(chunk)) this.#client.pause();
  }

  /** The client has said all. */
  end(): void {
    endAfter(this.#client, this.#remote);
  }
}
