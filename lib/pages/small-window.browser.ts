import { type ReadonlySignal, type Signal, signal } from '@preact/signals';

/** The picture of a call in a small window over all others. */
export type SmallWindow = {
  readonly open: ReadonlySignal<boolean>;
  readonly toggle: () => void;
  readonly close: () => void;
};

type Options = {
  /** Draws the small window's content; the returned function takes it away. */
  readonly draw: (root: Element) => () => void;
  /** The picture that a browser without such windows shows alone; undefined: there is none now. */
  readonly picture: () => HTMLVideoElement | null;
};

type Windows = {
  requestWindow(options: { readonly width: number; readonly height: number }): Promise<Window>;
};

/** Whether the browser has windows that hold a page of ours (Document Picture-in-Picture). */
function windowsOf(page: Window): Windows | undefined {
  if (!('documentPictureInPicture' in page)) return undefined;
  const found = page.documentPictureInPicture;
  return isWindows(found) ? found : undefined;
}
function isWindows(found: unknown): found is Windows {
  return typeof found === 'object' && found !== null && 'requestWindow' in found;
}

/** The small window of a call: a page of ours where the browser can, else the picture alone; undefined: neither. */
export function createSmallWindow({ draw, picture }: Options): SmallWindow | undefined {
  const open = signal(false);
  const windows = windowsOf(window);
  if (windows !== undefined) return pageWindow(windows, draw, open);
  return document.pictureInPictureEnabled ? pictureWindow(picture, open) : undefined;
}

function pageWindow(windows: Windows, draw: Options['draw'], open: Signal<boolean>): SmallWindow {
  let shown: Window | undefined;
  async function show(): Promise<void> {
    const small = await windows.requestWindow({ width: 360, height: 270 });
    const { document: page } = small;
    page.title = document.title;
    page.documentElement.lang = document.documentElement.lang;
    page.documentElement.dir = document.documentElement.dir;
    for (const style of document.querySelectorAll('link[rel=stylesheet], style')) {
      page.head.append(style.cloneNode(true));
    }
    const takeAway = draw(page.body);
    shown = small;
    open.value = true;
    small.addEventListener('pagehide', () => {
      takeAway();
      shown = undefined;
      open.value = false;
    });
  }
  const close = (): void => shown?.close();
  return {
    open,
    close,
    toggle() {
      if (shown) close();
      // A browser that refuses leaves the call where it is.
      else show().catch(() => {});
    },
  };
}

function pictureWindow(picture: Options['picture'], open: Signal<boolean>): SmallWindow {
  const close = (): void => {
    if (document.pictureInPictureElement) void document.exitPictureInPicture();
  };
  return {
    open,
    close,
    toggle() {
      const element = picture();
      if (open.value || !element) {
        close();
        return;
      }
      const left = (): void => {
        open.value = false;
      };
      element.addEventListener('leavepictureinpicture', left, { once: true });
      element.requestPictureInPicture().then(
        () => {
          open.value = true;
        },
        // Refused, the picture stays where it is.
        () => {},
      );
    },
  };
}
