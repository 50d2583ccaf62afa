/** One state of the call's window or of the names page, chosen by the address: for looking at it in a real browser. */
import { render } from 'preact';
import { CallView } from '../../components/call/CallView.tsx';
import { ChatPanel } from '../../components/call/ChatPanel.tsx';
import { FilesPanel } from '../../components/call/FilesPanel.tsx';
import { SmallWindow } from '../../components/call/SmallWindow.tsx';
import { GateView } from '../../components/GateView.tsx';
import { PopupView } from '../../components/PopupView.tsx';
import '../../components/style.css';
import '../../components/call/call.css';
import '../../components/call/call-parts.css';
import '../../components/call/people.css';
import '../../components/call/stage.css';
import '../../components/call/stage-controls.css';
import '../../components/call/stage-panel.css';
import '../../components/call/small-window.css';
import '../../components/call/talk.css';
import '../../components/call/forced-colors.css';
import '../../components/options/options.css';
import '../../components/welcome/welcome.css';
import '../../names-page/names.css';
import { namesSentences } from '../../lib/i18n/names-sentences.ts';
import { PAGE_SENTENCES } from '../../lib/i18n/page-sentences.ts';
import { type Catalogues, createTranslator } from '../../lib/i18n/translate.ts';
import { NamesView } from '../../names-page/NamesView.tsx';
import { callStates } from '../unit/components/call/states.ts';
import { chatStates, filesStates } from '../unit/components/call/talk-states.ts';
import { GATE_STATES, POPUP_STATES } from '../unit/components/states.ts';
import { NAMES_STATES } from '../unit/names-page/states.ts';

/** A moving picture that stands in for a camera or a screen. */
function picture(width: number, height: number, draw: (pen: CanvasRenderingContext2D) => void) {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const pen = canvas.getContext('2d');
  const paint = (): void => {
    if (pen) draw(pen);
    requestAnimationFrame(paint);
  };
  paint();
  return canvas.captureStream(30);
}

function person(
  skin: string,
  wall: string,
  shirt: string,
): (pen: CanvasRenderingContext2D) => void {
  return (pen) => {
    const { width, height } = pen.canvas;
    pen.fillStyle = wall;
    pen.fillRect(0, 0, width, height);
    pen.fillStyle = 'rgb(255 255 255 / 18%)';
    pen.fillRect(width * 0.66, height * 0.08, width * 0.24, height * 0.4);
    pen.fillStyle = shirt;
    pen.beginPath();
    pen.ellipse(width / 2, height * 1.08, width * 0.3, height * 0.42, 0, 0, 7);
    pen.fill();
    pen.fillStyle = skin;
    pen.beginPath();
    pen.ellipse(width / 2, height * 0.46, height * 0.19, height * 0.25, 0, 0, 7);
    pen.fill();
  };
}

const pictures = {
  theirs: picture(1280, 720, person('#d9a883', '#6d8a86', '#2d4a66')),
  own: picture(640, 480, person('#8d5b3f', '#b7a78f', '#7a2f2a')),
  screen: picture(1600, 900, (pen) => {
    pen.fillStyle = '#f4f4f0';
    pen.fillRect(0, 0, 1600, 900);
    pen.fillStyle = '#223';
    pen.font = '48px sans-serif';
    for (let line = 0; line < 12; line += 1)
      pen.fillText(`A line of a document, number ${line}`, 60, 90 + line * 66);
  }),
};

const states = callStates(pictures);
const root = document.querySelector('#root');
const [wanted = '', small] = decodeURIComponent(location.hash.slice(1)).split('@');
const props = states[wanted];
const language = new URLSearchParams(location.search).get('language') ?? 'en';
/** A translator for these sentences, with the document in its language. */
function translator(sentences: Catalogues) {
  const t = createTranslator(language, sentences);
  document.documentElement.lang = t.language;
  document.documentElement.dir = t.direction;
  return t;
}
const names = wanted.startsWith('names-') ? NAMES_STATES[wanted.slice('names-'.length)] : undefined;
const popup = POPUP_STATES[wanted.replace('popup:', '')];
const gate = GATE_STATES[wanted.replace('gate:', '')];
if (root && wanted.startsWith('popup:') && popup) {
  render(<PopupView {...popup} t={translator(PAGE_SENTENCES.popup)} />, root);
} else if (root && wanted.startsWith('gate:') && gate) {
  render(<GateView {...gate} t={translator(PAGE_SENTENCES.gate)} />, root);
} else if (root && names) {
  render(<NamesView {...names} t={translator(namesSentences)} />, root);
} else if (root && props) {
  const t = translator(PAGE_SENTENCES.call);
  const View = small === 'small' ? SmallWindow : CallView;
  const chat = chatStates()['talking'];
  const files = Object.values(filesStates())[1];
  render(
    <View
      {...props}
      t={t}
      chat={props.chat && chat && { ...props.chat, content: <ChatPanel {...chat} t={t} /> }}
      files={props.files && files && { ...props.files, content: <FilesPanel {...files} t={t} /> }}
    />,
    root,
  );
}
const smalls = ['in-call', 'in-call-voice', 'in-call-screen', 'reconnecting'];
Object.assign(globalThis, {
  galleryStates: [
    ...Object.keys(states),
    ...Object.keys(POPUP_STATES).map((state) => `popup:${state}`),
    ...Object.keys(GATE_STATES).map((state) => `gate:${state}`),
    ...smalls.map((state) => `${state}@small`),
    ...Object.keys(NAMES_STATES).map((state) => `names-${state}`),
  ],
});
