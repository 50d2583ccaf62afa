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
export function createEngineWorld(ours: AzeroName | undefined) {
  const requests: Request[] = [];
  const told: unknown[] = [];
  const kept: string[] = [];
  let say = (_message: unknown): void => {};
  const keeps = (what: string) => async (): Promise<void> => void kept.push(what);
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
  const engine: Engine = createEngine({
    openPort(onMessage) {
      say = onMessage;
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
      noiseSuppression: true,
      echoCancellation: true,
      pushToTalk: false,
      sounds: false,
    }),
    certificate: async () => {
      throw new Error('no certificate in this test');
    },
    memory,
    deviceMemory: { recall: async () => ({ microphone: '', camera: '', speaker: '' }), keep() {} },
    focus() {},
  });

  return {
    engine,
    requests,
    kept,
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
