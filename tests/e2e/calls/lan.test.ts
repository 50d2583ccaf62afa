/**
 * The browsers' ICE agents hold sockets that the LAN can reach, whatever a page asks for. Mallory sits there, has stolen the offer,
 * has had Ana open a forged answer, and so knows everything that ICE asks for: she must get no further.
 */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { printDescription, readDescription } from '../../../lib/call/sdp.ts';
import { startAgent } from '../../host/call-world.ts';
import { LANS } from '../harness/addresses.ts';
import { waitFor } from '../harness/wait-for.ts';
import { BROWSERS } from '../story.ts';
import { type CallStory, startCallStory } from './call-story.ts';
import { forgeAnswer, offerIn, strangeEssence, urlOf } from './forged.ts';
import { bindingRequest, socketsOnLan } from './lan-sockets.ts';
import { plainEnd } from './plain-call.ts';

const SUCCESS = '0101';
const REQUEST = '0001';

interface Caught {
  readonly hex: string;
}

describe.each(BROWSERS)('the ICE agent of %s', (kind) => {
  let story: CallStory;
  beforeAll(async () => {
    story = await startCallStory(kind, 'chromium');
  });
  afterAll(() => story?.end());
  beforeEach(() => story.fresh());
  afterEach((context) => {
    if (context.task.result?.state === 'fail') story.ana.picture(`fail-lan-${kind}`);
  });

  it('speaks with nobody on the LAN', async () => {
    const { A, B } = story.world.plan.nodeIds;
    const caller = await story.ana.call('bo.azero');
    const offer = offerIn(await caller.link());
    const hers = strangeEssence();
    await caller.paste(urlOf(forgeAnswer(offer, { caller: A, callee: B }, hers)));
    await caller.says(/Connecting with bo.azero/);
    const stranger = await startAgent(story.world.plan, 'L');
    const port = Number(await stranger.ask('socket', { address: LANS.A.router, port: 0 }));
    const throwAtAll = async (packets: readonly string[]): Promise<void> => {
      for (const socket of await socketsOnLan(story.world.plan, 'A')) {
        for (const hex of packets) {
          await stranger.ask('throw', { to: LANS.A.own, port: socket.port, hex });
        }
      }
    };
    const answers = async (): Promise<string[]> =>
      ((await stranger.ask('catchAll', { patience: 1500 })) as Caught[]).map(({ hex }) => hex);
    const sides = { from: hers.credentials, to: offer.credentials };
    await throwAtAll([bindingRequest(), bindingRequest(sides), bindingRequest(sides)]);
    const caught = await answers();
    // A refusal tells her no more than that somebody listens; nothing may take her for the other side.
    expect(caught.filter((hex) => hex.startsWith(SUCCESS) || hex.startsWith(REQUEST))).toEqual([]);
    await caller.close();

    // That it would be seen: a page that does not ask for a relay takes her in.
    const open = await plainEnd(story.ana.browser);
    await open.ask('connection');
    const own = await open.ask('describe', 'offer');
    await open.ask('applyOwn', 'offer', own);
    const ours = readDescription(own);
    const theirs = printDescription('callee', hers, { address: LANS.A.router, port });
    if (!ours.ok || !theirs.ok) throw new Error(own);
    await open.ask('applyTheirs', 'answer', theirs.value);
    await waitFor(
      async () => {
        await throwAtAll([bindingRequest({ from: hers.credentials, to: ours.value.credentials })]);
        return (await answers()).some((hex) => hex.startsWith(SUCCESS));
      },
      { what: 'an answer of an agent without a relay' },
    );
  });
});
