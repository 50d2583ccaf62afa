import { signal } from '@preact/signals';
import { vi } from 'vitest';
import { createEngine } from '../../../lib/call/engine.browser.ts';
import type { Engine } from '../../../lib/call/engine-parts.browser.ts';
import type { WindowMemory } from '../../../lib/call/memory.ts';
import type { AzeroName } from '../../../lib/names/name.ts';
import type { Errand } from '../../../lib/protocol/calls.ts';
import { settle } from '../../fakes/clock.ts';

type Request = { readonly id: number; readonly what: string; readonly ask: unknown };

/** The engine of a window whose background and memory are the test's, in a browser without devices. */
export function createEngineWorld(ours: AzeroName | undefined, kept = true) {
  const requests: Request[] = [];
  const told: unknown[] = [];
  const remembered: string[] = [];
  let say = (_message: unknown): void => {};
  let breakPort = (): void => {};
  const keeps = (what: string) => async (): Promise<void> => void remembered.push(what);
  const memory: WindowMemory = {
    recallCertificate: async () => undefined,
    keepPeer: keeps('peer'),
    keepUsed: keeps('used'),
    usedLinks: async () => [],
    keepCall: keeps('call'),
  };
  vi.stubGlobal('navigator', {
    mediaDevices: Object.assign(new EventTarget(), { enumerateDevices: async () => [] }),
    locks: { request: async () => {}, query: async () => ({ held: [] }) },
    permissions: { query: async () => ({ state: 'prompt' }) },
  });
  vi.stubGlobal('HTMLMediaElement', EventTarget);
  vi.stubGlobal(
    'RTCPeerConnection',
    class extends EventTarget {
      createDataChannel = (): EventTarget => new EventTarget();
      close(): void {}
      // The test goes no further than to what comes before a description.
      createOffer = (): Promise<never> => new Promise(() => {});
    },
  );
  const engine: Engine = createEngine({
    openPort(onMessage, onClose) {
      say = onMessage;
      breakPort = onClose;
      return {
        send(message) {
          const { kind, ...rest } = message as { kind: string } & Request;
          if (kind === 'request') requests.push(rest);
          else told.push(message);
        },
        close() {},
      };
    },
    ours: signal(ours),
    linkBase: signal('https://example.org/c'),
    preferences: signal({
      startAs: 'video' as const,
      noiseSuppression: true,
      echoCancellation: true,
      pushToTalk: false,
      sounds: false,
    }),
    certificate: async () => ({ certificate: { expires: 0, getFingerprints: () => [] }, kept }),
    memory,
    deviceMemory: { recall: async () => ({ microphone: '', camera: '', speaker: '' }), keep() {} },
    focus() {},
  });

  return {
    engine,
    requests,
    kept: remembered,
    /** The background ends. */
    breakPort: () => breakPort(),
    /** What the background says without being asked. */
    async hear(message: object): Promise<void> {
      say(message);
      await settle();
    },
    /** Answers the latest request of this kind. */
    async answer(what: string, answer: unknown): Promise<void> {
      await settle();
      const id = requests.findLast((request) => request.what === what)?.id;
      say({ kind: 'reply', id, ok: true, answer });
      await settle();
    },
    /** What the window was opened for. */
    begin(errand: Errand): Promise<void> {
      return this.answer('begin', errand);
    },
    phase: () => engine.state.value.session.phase.name,
  };
}
