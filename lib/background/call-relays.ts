import type { HostRequestFailure } from '../host/client.ts';
import type { Answer, Ask } from '../protocol/host.ts';
import { err, type Result } from '../result.ts';
import type { AskHost } from './visits.ts';

/** Which window (`Owner`) has which call open at the host, so that none outlives its window and none touches another's. */
export type CallRelays<Owner> = {
  /** The host's `call.open`; a call that another window has open goes over to this one, as the host tells that window. */
  open(
    owner: Owner,
    ask: Ask<'call.open'>,
  ): Promise<Result<Answer<'call.open'>, HostRequestFailure>>;
  /** The host's `call.arm`, for a call that this window has open; why it failed. */
  arm(owner: Owner, ask: Ask<'call.arm'>): Promise<HostRequestFailure | undefined>;
  /** The host's `call.close`; also of a call that is still being opened. */
  close(owner: Owner, callId: string): Promise<void>;
  /** Closes all that this window has open or is opening: it is gone. */
  closeAll(owner: Owner): Promise<void>;
  /** The window that has a call open. */
  ownerOf(callId: string): Owner | undefined;
  /** The host has closed a call. */
  closedByHost(callId: string): void;
  /** The host is gone, and all that was open there with it. */
  clear(): void;
};

/** Makes the list, with nothing open. */
export function createCallRelays<Owner>(askHost: AskHost): CallRelays<Owner> {
  // Nothing of this is stored: the host lives and dies with the port of this very worker.
  const owners = new Map<string, Owner>();
  const opening = new Set<{ readonly owner: Owner; readonly callId: string; given: boolean }>();

  async function close(owner: Owner, callId: string): Promise<void> {
    for (const wish of opening) {
      if (wish.owner === owner && wish.callId === callId) wish.given = true;
    }
    if (owners.get(callId) !== owner) return;
    owners.delete(callId);
    await askHost('call.close', { callId });
  }

  return {
    async open(owner, ask) {
      const wish = { owner, callId: ask.callId, given: false };
      opening.add(wish);
      const opened = await askHost('call.open', ask);
      opening.delete(wish);
      if (!opened.ok) return opened;
      if (wish.given) {
        // Nobody waits for it any more; another window that has this call open by now keeps it.
        if (!owners.has(ask.callId)) await askHost('call.close', { callId: ask.callId });
        return err({ kind: 'no-call' });
      }
      owners.set(ask.callId, owner);
      return opened;
    },
    async arm(owner, ask) {
      if (owners.get(ask.callId) !== owner) return { kind: 'no-call' };
      const armed = await askHost('call.arm', ask);
      return armed.ok ? undefined : armed.error;
    },
    close,
    async closeAll(owner) {
      const wishes = [...opening].filter((wish) => wish.owner === owner);
      const open = [...owners].filter(([, other]) => other === owner);
      const ids = new Set([...wishes.map(({ callId }) => callId), ...open.map(([id]) => id)]);
      await Promise.all([...ids].map((callId) => close(owner, callId)));
    },
    ownerOf: (callId) => owners.get(callId),
    closedByHost: (callId) => void owners.delete(callId),
    clear() {
      owners.clear();
      for (const wish of opening) wish.given = true;
    },
  };
}
