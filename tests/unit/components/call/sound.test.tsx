// @vitest-environment happy-dom
import { afterEach, expect, it, vi } from 'vitest';
import { Sound } from '../../../../components/call/Sound.tsx';
import { PAGE_SENTENCES } from '../../../../lib/i18n/page-sentences.ts';
import { createTranslator } from '../../../../lib/i18n/translate.ts';
import { button, mount, settled } from '../mount.tsx';

const t = createTranslator('en', PAGE_SENTENCES.call);
afterEach(() => vi.restoreAllMocks());

it('is played without its picture, from the chosen speaker', async () => {
  const play = vi.spyOn(HTMLMediaElement.prototype, 'play').mockResolvedValue();
  const stream = new MediaStream();
  const root = mount(<Sound t={t} stream={stream} speaker="phones" />);
  const audio = root.querySelector('audio');
  await settled();
  expect(play).toHaveBeenCalledOnce();
  expect(audio?.srcObject).toBeInstanceOf(MediaStream);
  expect(audio?.srcObject).not.toBe(stream);
  expect(root.querySelector('button')).toBe(null);
});

it('that the browser keeps silent is turned on by a press', async () => {
  const refused = new DOMException('not yet', 'NotAllowedError');
  const play = vi.spyOn(HTMLMediaElement.prototype, 'play').mockRejectedValue(refused);
  const root = mount(<Sound t={t} stream={new MediaStream()} speaker="" />);
  await settled();
  const press = button(root, 'Turn the sound on');
  play.mockResolvedValue();
  press.click();
  await settled();
  expect(play).toHaveBeenCalledTimes(2);
  expect(root.querySelector('button')).toBe(null);
});
