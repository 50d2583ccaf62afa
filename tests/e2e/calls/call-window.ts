/** One window of a call, as the person before it sees and hears it, and what she can do in it. */
import type { ElementHandle, Page } from 'puppeteer';
import type { Connection, TestBrowser } from '../harness/browser.ts';
import { waitFor } from '../harness/wait-for.ts';

/** How the words on a button are asked for. */
type Label = string | RegExp;

/** How long two browsers may take to find each other on a machine that does much else. */
const CONNECTS = 30_000;

/** What was seen and heard of the other side in a while. */
export interface Impression {
  /** How many pictures were shown that differ from the one before. */
  readonly pictures: number;
  /** The sound that came, as `totalAudioEnergy` counts it. */
  readonly energy: number;
}

/** A window in which there is a call, or there was one. */
export class CallWindow {
  readonly browser: TestBrowser;
  readonly page: Page;

  constructor(browser: TestBrowser, page: Page) {
    this.browser = browser;
    this.page = page;
  }

  /** Everything that can be read in it. */
  async screenText(): Promise<string> {
    return this.page.evaluate(() => document.body.innerText);
  }

  /** Waits until something can be read in it. */
  async says(fits: RegExp, timeout = CONNECTS): Promise<string> {
    let text = '';
    await waitFor(
      async () => {
        text = await this.screenText();
        return fits.test(text);
      },
      { timeout, what: `the window to say ${String(fits)}` },
    ).catch((error: unknown) => {
      throw new Error(`the window of ${this.browser.kind} says:\n${text}`, { cause: error });
    });
    return text;
  }

  /** The button of this name, once it is there. */
  async button(label: Label): Promise<ElementHandle> {
    const [source, flags] =
      typeof label === 'string' ? [escaped(label), ''] : [label.source, label.flags];
    const handle = await waitFor(
      async () => {
        const found = await this.page.evaluateHandle(
          (pattern, how) => {
            const wanted = new RegExp(pattern, how);
            const all = document.querySelectorAll('button, a, summary, label, [role="button"]');
            return [...all].find((element) => {
              const name = element.getAttribute('aria-label') ?? element.textContent ?? '';
              return wanted.test(name.trim()) && element.checkVisibility();
            });
          },
          source,
          flags,
        );
        return found.asElement();
      },
      { what: `a button “${String(label)}”` },
    ).catch(async (error: unknown) => {
      throw new Error(`the window says:\n${await this.screenText()}`, { cause: error });
    });
    return handle as ElementHandle;
  }

  /** Whether there is a button of this name now. */
  async offers(label: Label): Promise<boolean> {
    return this.button(label).then(
      () => true,
      () => false,
    );
  }

  /** Presses a button with the mouse. */
  async press(label: Label): Promise<void> {
    await (await this.button(label)).click();
  }

  /** Says whom to call, and how, and presses Call. */
  async dial(name: string, mode: 'Video' | 'Voice' | 'Just listen' = 'Video'): Promise<void> {
    await this.says(/You call as/);
    await (await this.page.waitForSelector('form.call-form input[type="text"]'))?.type(name);
    if (mode !== 'Video') await this.press(new RegExp(`^${mode}`));
    await this.press('Call');
  }

  /** The link that is to be carried, once it is there. */
  async link(): Promise<string> {
    return waitFor(
      () => this.page.evaluate(() => document.querySelector('.link-text')?.textContent?.trim()),
      { timeout: CONNECTS, what: 'a link' },
    ).catch(async (error: unknown) => {
      throw new Error(`the window says:\n${await this.screenText()}`, { cause: error });
    });
  }

  /** Puts a text into the field for links, and goes on. */
  async paste(text: string): Promise<void> {
    const field = await waitFor(() => this.page.$('.paste-form input'), { what: 'a field' });
    // In a window without a call it is folded away.
    const isThere = await field.evaluate((input) => input.checkVisibility());
    if (!isThere) await this.press(/^Got a link/);
    await field.type(text);
    await this.press('Go on');
  }

  /** Answers with camera and microphone unless said otherwise. */
  async answer(
    how: 'Answer with video' | 'Voice only' | 'Just listen' = 'Answer with video',
  ): Promise<void> {
    await this.says(/is calling you/);
    await this.press(how);
  }

  /** Waits until the two are in a call. */
  async inCall(timeout = CONNECTS): Promise<void> {
    await waitFor(() => this.page.evaluate(() => document.querySelector('.stage') !== null), {
      timeout,
      what: 'the call',
    }).catch(async (error: unknown) => {
      throw new Error(`the window of ${this.browser.kind} says:\n${await this.screenText()}`, {
        cause: error,
      });
    });
  }

  /** Waits until it is over, and gives what is said about it. */
  async ended(timeout = CONNECTS): Promise<string> {
    await waitFor(
      () => this.page.evaluate(() => document.querySelector('.stage, .link-text') === null),
      { timeout, what: 'the end of the call' },
    );
    return this.screenText();
  }

  async hangUp(): Promise<void> {
    await this.press('Hang up');
  }

  /** Looks at and listens to the other side for a while. */
  async impression(milliseconds = 1000): Promise<Impression> {
    const before = await this.#heard();
    const pictures = await this.page.evaluate(async (time) => {
      const video = [...document.querySelectorAll('video')].find(
        (each) => each.getAttribute('aria-label')?.startsWith('The picture of') === true,
      );
      if (!video?.srcObject) return 0;
      const end = performance.now() + time;
      const pen = new OffscreenCanvas(32, 24).getContext('2d', { willReadFrequently: true });
      let [changes, last] = [0, ''];
      const look = (): void => {
        pen?.drawImage(video, 0, 0, 32, 24);
        const seen = pen?.getImageData(0, 0, 32, 24).data.join() ?? '';
        if (last !== '' && seen !== last) changes += 1;
        last = seen;
        if (performance.now() < end) video.requestVideoFrameCallback(look);
      };
      video.requestVideoFrameCallback(look);
      await new Promise((resolve) => setTimeout(resolve, time));
      return changes;
    }, milliseconds);
    return { pictures, energy: (await this.#heard()) - before };
  }

  /** All the sound of the other side so far (`totalAudioEnergy`). */
  async #heard(): Promise<number> {
    const reports = (await this.connections()).flatMap(({ stats }) => stats);
    return reports
      .filter(({ type, kind }) => type === 'inbound-rtp' && kind === 'audio')
      .reduce((sum, report) => sum + Number(report['totalAudioEnergy'] ?? 0), 0);
  }

  /** Waits until the other side is seen to move and heard to beep. */
  async seesAndHears(): Promise<void> {
    let last: Impression | undefined;
    await waitFor(
      async () => {
        last = await this.impression();
        return last.pictures >= 3 && last.energy > 0;
      },
      { timeout: CONNECTS, what: 'picture and sound of the other side' },
    ).catch(async (error: unknown) => {
      const said = `${JSON.stringify(last)}, and the window says:\n${await this.screenText()}`;
      throw new Error(said, { cause: error });
    });
  }

  /** What the browser knows of its peer connections. */
  connections(): Promise<readonly Connection[]> {
    return this.browser.connectionsOf(this.page);
  }

  /** Closes it as with the cross of its frame; the question whether to leave is answered with yes. */
  async close(): Promise<void> {
    await this.page.close();
  }
}

function escaped(text: string): string {
  return `^${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`;
}
