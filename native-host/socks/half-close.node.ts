import type { Socket } from 'node:net';

/** Whether one side of a connection has said all, and has been sent all that the other said. */
export function isOver(socket: Socket, other: Socket): boolean {
  const sentAll = socket.writableFinished || (other.readableEnded && socket.writableLength === 0);
  return socket.readableEnded && sentAll;
}

/** `from` has said all: ends what is sent to the other side. One that has said all as well is closed, which is one step less. */
export function endAfter(from: Socket, to: Socket): void {
  if (isOver(to, from)) to.destroy();
  else to.end();
}
