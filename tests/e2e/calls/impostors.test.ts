/**
 * Strangers who want to be somebody else: with forged links, with the right packets from the wrong node, as another user of the
 * same machine. None hears, sees, or learns anything. What the hosts alone refuse is in tests/host/calls.test.ts.
 */
import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { MEDIA_SECTIONS } from '../../../lib/call/media-template.ts';
import { printDescription, readDescription } from '../../../lib/call/sdp.ts';
import { callKey } from '../../../lib/call/tags.ts';
import { writeControl } from '../../../native-host/peer/packet.ts';
import { startAgent } from '../../host/call-world.ts';
import { FIRST_VIEWS, OWN_ADDRESS } from '../harness/addresses.ts';
import { PEER_PORT, watched } from '../harness/firewall.ts';
import { runtimeDir } from '../harness/machine.ts';
import { run } from '../harness/process.ts';
import { waitFor } from '../harness/wait-for.ts';
import { type CallStory, type Person, startCallStory } from './call-story.ts';
import {
  answerIn,
  forgeAnswer,
  forgeOffer,
  offerIn,
  offerWithUfrag,
  urlOf,
  withTag,
} from './forged.ts';
import { openAtHost, plainEnd, printFor, showTab } from './plain-call.ts';

/** What a TurnClient gives for a relay that says nothing: Chromium's is over TCP, where the system tells whose a client is. */
const SILENCE = -1;

// What is checked is the same code in both browsers, and who calls is in each case another one's part.
describe.each([['chromium', 'firefox']] as const)('against %s and %s', (first, second) => {
  let story: CallStory;
  let mallory: Person;
  beforeAll(async () => {
    story = await startCallStory(first, second);
    mallory = await story.add('C', 'chromium');
  });
  afterAll(() => story?.end());
  beforeEach(() => story.fresh());
  afterEach(async (context) => {
    if (context.task.result?.state === 'fail') {
      story.ana.picture(`fail-impostor-${first}-ana`);
      story.bo.picture(`fail-impostor-${first}-bo`);
    }
    // Whatever a case is about: not one packet of anybody reached Mallory's node.
    expect(await watched(story.world.plan, 'C')).toMatchObject({ in: 0 });
  });

  const nodes = () => {
    const { A, B, C } = story.world.plan.nodeIds;
    return { ana: A, bo: B, mallory: C };
  };

  describe('a forged offer in another’s name', () => {
    it('leads to the node of that name, and to nobody else', async () => {
      const { ana, bo } = nodes();
      const end = await plainEnd(mallory.browser);
      await end.ask('connection');
      const essence = readDescription(await end.ask('describe', 'offer'));
      if (!essence.ok) throw new Error('no description');
      // Everything in an offer is public but the browser that it names, and that is hers.
      const offer = forgeOffer(
        'ana.azero',
        'bo.azero',
        { caller: ana, callee: bo },
        { essence: essence.value },
      );
      const callee = await story.bo.open(urlOf(offer));
      await callee.answer();
      // Bo sends his answer back to who wrote to him.
      const answer = answerIn(await callee.link());
      await openAtHost(end, offer.callId, bo, 'caller');
      await end.ask('askHost', 'call.arm', {
        callId: offer.callId,
        key: callKey(offer, answer, { caller: ana, callee: bo }),
      });
      // Her host said `ready` with the right key, again and again.
      await waitFor(async () => (await watched(story.world.plan, 'C')).out >= 8, {
        what: 'words of her host',
      });
      expect(await callee.screenText()).toMatch(/Send this answer back to ana.azero/);
      expect(await end.ask('events')).toEqual([]);
      await end.ask('closeHost');
    });

    it('does not ring with a tag of another call, or with other node ids', async () => {
      const { ana, bo, mallory: own } = nodes();
      const right = { caller: ana, callee: bo };
      const swapped = withTag(
        forgeOffer('ana.azero', 'bo.azero', right),
        forgeOffer('ana.azero', 'bo.azero', right).tag,
      );
      const herNode = forgeOffer('ana.azero', 'bo.azero', { caller: own, callee: bo });
      for (const offer of [swapped, herNode]) {
        const window = await story.bo.open(urlOf(offer));
        await window.says(/doesn’t fit what the chain says/);
        await window.close();
      }
    });

    it('is not even made by Copybara at a node that the name does not lead to', async () => {
      await mallory.set({ myName: 'ana.azero' });
      const window = await mallory.newCall();
      await window.dial('bo.azero');
      await window.says(/Your own name leads to another node/);
      await window.close();
      await mallory.set({});
    });
  });

  describe('a forged answer', () => {
    it('does not spend a waiting call, and the right one then completes it', async () => {
      const { ana, bo } = nodes();
      const caller = await story.ana.call('bo.azero');
      const offer = offerIn(await caller.link());
      // Whoever has seen no more than the call's id, as in a packet.
      const guessed = forgeOffer('ana.azero', 'bo.azero', { caller: ana, callee: bo });
      const forged = forgeAnswer({ ...guessed, callId: offer.callId }, { caller: ana, callee: bo });
      // On a page of a stranger, who waits until it is clicked.
      await story.ana.click(urlOf(forged));
      await caller.says(/This answer wasn’t made for your link/);
      const callee = await story.bo.open(urlOf(offer));
      await callee.answer();
      await caller.paste(await callee.link());
      await Promise.all([caller.inCall(), callee.inCall()]);
    });

    it('of one who has stolen the offer gets her nowhere', async () => {
      const { ana, bo } = nodes();
      const caller = await story.ana.call('bo.azero');
      const offer = offerIn(await caller.link());
      const taking = await plainEnd(mallory.browser);
      const access = await openAtHost(taking, offer.callId, ana, 'callee');
      await taking.ask('connection', access);
      await taking.ask('applyTheirs', 'offer', printFor('offer', offer, access));
      const sdp = await taking.ask('describe', 'answer');
      const essence = readDescription(sdp);
      if (!essence.ok) throw new Error('no description');
      const forged = forgeAnswer(offer, { caller: ana, callee: bo }, essence.value);
      await taking.ask('askHost', 'call.arm', {
        callId: offer.callId,
        key: callKey(offer, forged, { caller: ana, callee: bo }),
      });
      await taking.ask('applyOwn', 'answer', sdp);
      await caller.paste(urlOf(forged));
      await caller.says(/Connecting with bo.azero/);
      await waitFor(async () => (await watched(story.world.plan, 'C')).out >= 8, {
        what: 'words of her host',
      });
      expect(await taking.ask('times')).toEqual({});
      expect(await taking.ask('events')).toEqual([]);
      await taking.ask('closeHost');
    });
  });

  it.each([
    ['ana', 'bo'],
    ['bo', 'ana'],
  ] as const)(
    'who has all but the proof is neither seen nor heard by %s, and sees and hears nothing',
    async (who, whom) => {
      const ids = { caller: nodes()[who], callee: nodes()[whom] };
      const caller = await story[who].call(`${whom}.azero`);
      const offer = offerIn(await caller.link());
      // At the right node, with everything that a callee has, and microphone and camera on from the very begin.
      const end = await plainEnd(story[whom].browser);
      await showTab(end);
      const access = await openAtHost(end, offer.callId, ids.caller, 'callee');
      await end.ask('connection', access);
      const theirs = printDescription('caller', offer, access.peerVirtual, MEDIA_SECTIONS);
      if (!theirs.ok) throw new Error(theirs.error.kind);
      await end.ask('media');
      await end.ask('applyTheirs', 'offer', theirs.value);
      const sdp = await end.ask('describe', 'answer');
      const essence = readDescription(sdp);
      if (!essence.ok) throw new Error('no description');
      const answer = forgeAnswer(offer, ids, essence.value);
      const key = callKey(offer, answer, ids);
      await end.ask('askHost', 'call.arm', { callId: offer.callId, key });
      await caller.paste(urlOf(answer));
      await waitFor(async () => (await end.ask('events')).includes('call.ready'), {
        what: 'the hosts to know each other',
      });
      await end.ask('applyOwn', 'answer', sdp);
      // The channel opens and their media come, but nobody says a word of the proof.
      const counted = async (what: 'bytesReceived' | 'bytesSent'): Promise<number> =>
        (await caller.connections())
          .flatMap(({ stats }) => stats)
          .filter(({ type }) => type === 'inbound-rtp' || type === 'outbound-rtp')
          .reduce((sum, report) => sum + Number(report[what] ?? 0), 0);
      await waitFor(async () => (await counted('bytesReceived')) > 10_000, {
        what: 'media of who has not proven himself',
      });
      expect(await caller.screenText()).toMatch(/Connecting/);
      // Of what is played in her window, all is from her own devices.
      const played = await caller.page.evaluate(() =>
        [...document.querySelectorAll<HTMLMediaElement>('audio, video')].flatMap(({ srcObject }) =>
          srcObject instanceof MediaStream
            ? srcObject.getTracks().map((track) => track.getSettings().deviceId !== undefined)
            : [],
        ),
      );
      expect(played).not.toContain(false);
      expect(await counted('bytesSent')).toBe(0);
      await caller.says(/didn’t prove to be part of this call/);
      expect(await end.ask('hears')).toEqual({ energy: 0, frames: 0 });
      await Promise.all([end.ask('hangUp'), end.ask('closeHost')]);
    },
  );

  it('nothing is taken from another node in a call, whatever it knows', async () => {
    const { ana, bo } = nodes();
    const talk = await story.talk();
    const { callId } = offerIn(talk.offer);
    const key = Buffer.from(
      callKey(offerIn(talk.offer), answerIn(talk.answer), { caller: ana, callee: bo }),
      'hex',
    );
    const agent = await startAgent(story.world.plan, 'C');
    await agent.ask('socket', { address: OWN_ADDRESS, port: PEER_PORT });
    for (const [at, role] of [
      ['C>A', 'callee'],
      ['C>B', 'caller'],
    ] as const) {
      const to = { to: FIRST_VIEWS[at], port: PEER_PORT };
      const say = (kind: 'ready' | 'close', counter: number): string =>
        Buffer.from(
          writeControl(kind, Number.parseInt(callId, 16), { role, counter }, key),
        ).toString('hex');
      const data = `10${callId}${randomBytes(200).toString('hex')}`;
      for (const hex of [data, say('ready', 2 ** 50), data, say('close', 2 ** 50 + 1)]) {
        await agent.ask('throw', { ...to, hex });
      }
    }
    await Promise.all([talk.caller.seesAndHears(), talk.callee.seesAndHears()]);
    expect(await agent.ask('catchAll', { patience: 100 })).toEqual([]);
  });

  it('a link is good for one call', async () => {
    const talk = await story.talk();
    await talk.caller.hangUp();
    await talk.callee.says(/The other side ended the call/);
    const again = await story.bo.open(talk.offer);
    await again.says(/This link was used already/);
    const answered = await story.ana.open(talk.answer);
    await answered.says(/belongs to no call that waits here/);
  });

  it('a link puts no line into a description', async () => {
    const { ana, bo } = nodes();
    const offer = forgeOffer('ana.azero', 'bo.azero', { caller: ana, callee: bo });
    for (const ufrag of [
      'abcd\r\na=candidate:1 1 udp 1 10.0.0.1 9 typ host',
      'abcd efgh',
      'ab\0d',
    ]) {
      const window = await story.bo.open(offerWithUfrag(ufrag, offer));
      await window.says(/damaged or cut short/);
      await window.close();
    }
    // That it would ring otherwise:
    const fine = await story.bo.open(offerWithUfrag('abcdefghi', offer));
    await fine.says(/doesn’t fit what the chain says|is calling you/);
  });

  it('another user of the machine gets neither to the relay nor to the socket of the hosts', async () => {
    const talk = await story.talk();
    // Firefox hands out no credentials, so the theft is where Chromium is.
    const window = first === 'chromium' ? talk.caller : talk.callee;
    const { node } = window.browser.machine;
    const [stolen] = (await window.connections()).flatMap(({ relay }) => relay ?? []);
    const script = fileURLToPath(new URL('other-user.ts', import.meta.url));
    const order = JSON.stringify({ stolen, folder: runtimeDir(story.world.plan, node) });
    const inMachine = `netns exec ${story.world.plan.namespaces[node]}`.split(' ');
    const asNobody = 'setpriv --reuid=65534 --regid=65534 --clear-groups'.split(' ');
    const said = await run('ip', [...inMachine, ...asNobody, process.execPath, script, order]);
    expect(JSON.parse(said)).toEqual({
      stolen: SILENCE,
      guessed: SILENCE,
      socket: 'EACCES',
      heard: 0,
    });
    await Promise.all([talk.caller.seesAndHears(), talk.callee.seesAndHears()]);
  });
});
