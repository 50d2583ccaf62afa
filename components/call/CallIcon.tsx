const SHAPES = {
  microphone:
    'M12 3a3 3 0 0 1 3 3v5a3 3 0 0 1-6 0V6a3 3 0 0 1 3-3zM5.5 11a6.5 6.5 0 0 0 13 0M12 17.5V21',
  'microphone-off':
    'M15 9.5V6a3 3 0 0 0-5.7-1.3M9 9v2a3 3 0 0 0 4.6 2.5M5.5 11a6.5 6.5 0 0 0 10.4 5.2M18.5 11a6.5 6.5 0 0 1-.5 2.5M12 17.5V21M4 4l16 16',
  camera:
    'M4.5 6.5h9a2 2 0 0 1 2 2v7a2 2 0 0 1-2 2h-9a2 2 0 0 1-2-2v-7a2 2 0 0 1 2-2zM15.5 11l6-3.5v9l-6-3.5',
  'camera-off':
    'M10 6.5h3.5a2 2 0 0 1 2 2V12M15.5 13l6 3.5v-9l-4 2.3M15.5 15.5a2 2 0 0 1-2 2h-9a2 2 0 0 1-2-2v-7a2 2 0 0 1 2-2H6M3.5 3.5l17 17',
  screen:
    'M4.5 4.5h15a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2h-15a2 2 0 0 1-2-2v-8a2 2 0 0 1 2-2zM8 20.5h8M12 13.5v-5.5M9.5 10l2.5-2.5 2.5 2.5',
  'screen-off':
    'M4.5 4.5h15a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2h-15a2 2 0 0 1-2-2v-8a2 2 0 0 1 2-2zM8 20.5h8M9.5 8l5 5M14.5 8l-5 5',
  chat: 'M5 4.5h14a2.5 2.5 0 0 1 2.5 2.5v7a2.5 2.5 0 0 1-2.5 2.5h-7.5l-4.5 4v-4H5a2.5 2.5 0 0 1-2.5-2.5V7A2.5 2.5 0 0 1 5 4.5z',
  files:
    'M13.5 3H7a2 2 0 0 0-2 2v14a2 2 0 0 0 2 2h10a2 2 0 0 0 2-2V8.5zM13.5 3v5.5H19M12 17.5v-6M9.5 13.5l2.5-2.5 2.5 2.5',
  more: 'M5.5 12v.01M12 12v.01M18.5 12v.01',
  'hang-up':
    'M3.2 14.3c-1-1-1-2.4.1-3.3C5.8 9 8.8 8 12 8s6.2 1 8.7 3c1.1.9 1.1 2.3.1 3.3l-.9.9c-.6.6-1.5.7-2.2.3l-2-1.2a1.5 1.5 0 0 1-.7-1.6l.2-1.2a11 11 0 0 0-6.4 0l.2 1.2c.1.6-.2 1.3-.7 1.6l-2 1.2c-.7.4-1.6.3-2.2-.3z',
  phone:
    'M7.3 3.5l2.3 4.3-1.9 2.1a14 14 0 0 0 6.4 6.4l2.1-1.9 4.3 2.3v2.6a1.7 1.7 0 0 1-1.8 1.7C11.1 20.5 3.5 12.9 3 5.3a1.7 1.7 0 0 1 1.7-1.8z',
  headphones:
    'M4 17v-4.5a8 8 0 0 1 16 0V17M4 15.5h2a1.5 1.5 0 0 1 1.5 1.5v2A1.5 1.5 0 0 1 6 20.5h-.5A1.5 1.5 0 0 1 4 19zM20 15.5h-2a1.5 1.5 0 0 0-1.5 1.5v2a1.5 1.5 0 0 0 1.5 1.5h.5A1.5 1.5 0 0 0 20 19z',
  copy: 'M9 9h10.5v11.5H9zM5.5 15.5h-1V4H15v1.5',
  done: 'M5 12.5l4.5 4.5L19.5 7',
  share: 'M12 15V3.5M8 7l4-3.5L16 7M6 11.5H4.5v9h15v-9H18',
  mail: 'M3 5.5h18v13H3zM3.5 6.5l8.5 7 8.5-7',
  qr: 'M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM14 14h2v2h-2zM18 18h2v2h-2zM18 14h2M14 18v2',
  close: 'M6 6l12 12M18 6L6 18',
  expand: 'M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5',
  shrink: 'M9 4v5H4M20 9h-5V4M15 20v-5h5M4 15h5v5',
  whole: 'M3.5 5h17v14h-17zM3.5 8.5h17M3.5 15.5h17',
  'small-window':
    'M21 11V6a1.5 1.5 0 0 0-1.5-1.5h-15A1.5 1.5 0 0 0 3 6v11a1.5 1.5 0 0 0 1.5 1.5H10M13.5 14h7.5v5.5h-7.5z',
  keyboard:
    'M3.5 6.5h17a1 1 0 0 1 1 1v9a1 1 0 0 1-1 1h-17a1 1 0 0 1-1-1v-9a1 1 0 0 1 1-1zM6.5 10v.01M10 10v.01M14 10v.01M17.5 10v.01M8 14h8',
  shield:
    'M12 3l7.5 2.5V11c0 4.8-3 8.3-7.5 10-4.5-1.7-7.5-5.2-7.5-10V5.5zM8.5 11.8l2.5 2.5 4.5-4.8',
  warning: 'M12 4l9 16H3zM12 10v4.5M12 17.3v.01',
  cut: 'M4 4l16 16M8.5 6.2A12 12 0 0 1 21 9M3 9a12 12 0 0 1 2.5-1.9M6.5 12.8a7.5 7.5 0 0 1 4.3-2M17.5 12.8a8 8 0 0 0-1.4-1M12 18v.01',
  outgoing: 'M7 17L17 7M9 7h8v8',
  incoming: 'M17 7L7 17M15 17H7V9',
  block: 'M12 3.5a8.5 8.5 0 1 1 0 17 8.5 8.5 0 0 1 0-17zM6 6l12 12',
  speaker: 'M4 9.5h3.5L12 5.5v13l-4.5-4H4zM15.5 9a4 4 0 0 1 0 6M18 6.5a7.5 7.5 0 0 1 0 11',
  trash: 'M4 7h16M9 7V4h6v3M6 7l1 13.5h10L18 7',
} as const;

/** The name of a drawing. */
export type CallSign = keyof typeof SHAPES;

/** A sign beside or inside something that is named in words: never the only carrier of a meaning. */
export function CallIcon({ sign }: { readonly sign: CallSign }) {
  return (
    <svg class={`call-icon icon-${sign}`} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={SHAPES[sign]} />
    </svg>
  );
}
