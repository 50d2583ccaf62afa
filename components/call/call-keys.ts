import { type RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

/** What a key of a call does. */
export type CallKeys = {
  readonly microphone: () => void;
  readonly camera: () => void;
  readonly screen: () => void;
  readonly chat: () => void;
  readonly files: () => void;
  readonly fullScreen: () => void;
  readonly whole: () => void;
  readonly smallWindow: () => void;
  readonly list: () => void;
  /** Returns whether something was open. */
  readonly close: () => boolean;
  /** Whether the microphone is on and passes no sound, so that holding a key can let it. */
  readonly mayTalk: () => boolean;
  /** Held: to be heard while muted. */
  readonly talk: (held: boolean) => void;
};

/** The letters, as they are listed to the person. */
const CALL_LETTERS = {
  m: 'microphone',
  v: 'camera',
  s: 'screen',
  c: 'chat',
  d: 'files',
  f: 'fullScreen',
  w: 'whole',
  p: 'smallWindow',
  '?': 'list',
} as const;

/** The letter of a key; where the keyboard writes another script, the one that is printed there on a Latin one. */
function letterOf({ key, code }: KeyboardEvent): string {
  return (/^[\x20-\x7e]$/.test(key) ? key : code.replace(/^Key/, '')).toLowerCase();
}

function isLetter(key: string): key is keyof typeof CALL_LETTERS {
  return Object.hasOwn(CALL_LETTERS, key);
}

/** Whether a key goes to something that is typed into. */
function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(TYPED_INTO) !== null;
}

const TYPED_INTO = 'input, textarea, select, [contenteditable], [role=textbox]';
/** What the space key presses by itself. */
const PRESSED = `${TYPED_INTO}, button, summary, a[href], [role=button]`;

/** Listens to the keys of a call in the window of `root`, as long as it is shown. */
export function useCallKeys(root: RefObject<HTMLElement | null>, keys: CallKeys): void {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    const page = root.current?.ownerDocument;
    if (!page) return undefined;
    let talking = false;
    const stopTalking = (): void => {
      if (talking) latest.current.talk(false);
      talking = false;
    };
    const down = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey) return;
      if (event.key === 'Escape') {
        if (latest.current.close()) event.preventDefault();
        return;
      }
      if (isTyping(event.target)) return;
      if (event.key === ' ') {
        const { target } = event;
        if (target instanceof Element && target.closest(PRESSED) !== null) return;
        event.preventDefault();
        if (event.repeat || talking || !latest.current.mayTalk()) return;
        talking = true;
        latest.current.talk(true);
        return;
      }
      const key = letterOf(event);
      if (event.repeat || !isLetter(key)) return;
      event.preventDefault();
      latest.current[CALL_LETTERS[key]]();
    };
    const up = (event: KeyboardEvent): void => {
      if (event.key === ' ') stopTalking();
    };
    page.addEventListener('keydown', down);
    page.addEventListener('keyup', up);
    // A window that loses the keyboard never hears the key go up.
    page.defaultView?.addEventListener('blur', stopTalking);
    return () => {
      page.removeEventListener('keydown', down);
      page.removeEventListener('keyup', up);
      page.defaultView?.removeEventListener('blur', stopTalking);
      stopTalking();
    };
  }, [root]);
}
