import type { Socket } from 'node:net';

/**
 * Ends a connection at once with a reset, so that what came so far can't be taken for the whole. Node's own
 * `resetAndDestroy` first writes out what is pending, which may take for ever, and ends the writing half properly;
 * setting the property that it sets and destroying leaves both out. Should a later Node not know the property, this is a
 * plain `destroy`, and a test says so.
 */
export function reset(socket: Socket): void {
  if (socket.destroyed) return;
  if (!socket.connecting) Reflect.set(socket, 'resetAndClosing', true);
  socket.destroy();
}
