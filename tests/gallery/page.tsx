/** One state of one of our pages, chosen by the address: for looking at it in a real browser. */
import { type ComponentChild, render } from 'preact';
import { CallView } from '../../components/call/CallView.tsx';
import { ChatPanel } from '../../components/call/ChatPanel.tsx';
import { FilesPanel } from '../../components/call/FilesPanel.tsx';
import { SmallWindow } from '../../components/call/SmallWindow.tsx';
import { DiagnosticsView } from '../../components/diagnostics/DiagnosticsView.tsx';
import { GateView } from '../../components/GateView.tsx';
import { OptionsView } from '../../components/options/OptionsView.tsx';
import { PopupView } from '../../components/PopupView.tsx';
import { WelcomeView } from '../../components/welcome/WelcomeView.tsx';
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
import '../../components/welcome/checks.css';
import '../../components/diagnostics/diagnostics.css';
import '../../names-page/names.css';
import { namesSentences } from '../../lib/i18n/names-sentences.ts';
import { PAGE_SENTENCES } from '../../lib/i18n/page-sentences.ts';
import { type Catalogues, createTranslator } from '../../lib/i18n/translate.ts';
import { NamesView } from '../../names-page/NamesView.tsx';
import { callStates } from '../unit/components/call/states.ts';
import { chatStates, filesStates } from '../unit/components/call/talk-states.ts';
import { diagnosticsStates } from '../unit/components/diagnostics/states.ts';
import { optionsStates } from '../unit/components/options/states.tsx';
import { GATE_STATES, POPUP_STATES } from '../unit/components/states.ts';
import { welcomeStates } from '../unit/components/welcome/states.tsx';
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
const [kind = '', one = ''] = wanted.split(':');
/** The pages that are drawn as a whole, by the word before the colon. */
const PAGES: Readonly<Record<string, () => ComponentChild>> = {
  popup: () => {
    const shown = POPUP_STATES[one];
    return shown && <PopupView {...shown} t={translator(PAGE_SENTENCES.popup)} />;
  },
  gate: () => {
    const shown = GATE_STATES[one];
    return shown && <GateView {...shown} t={translator(PAGE_SENTENCES.gate)} />;
  },
  options: () => {
    const shown = optionsStates(translator(PAGE_SENTENCES.options))[one];
    return shown && <OptionsView {...shown} />;
  },
  welcome: () => {
    const shown = welcomeStates(translator(PAGE_SENTENCES.welcome))[one];
    return shown && <WelcomeView {...shown} />;
  },
  diagnostics: () => {
    const shown = diagnosticsStates(translator(PAGE_SENTENCES.diagnostics))[one];
    return shown && <DiagnosticsView {...shown} />;
  },
};
const page = PAGES[kind];
if (root && page) {
  render(page(), root);
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
      onBack={() => {}}
      chat={props.chat && chat && { ...props.chat, content: <ChatPanel {...chat} t={t} /> }}
      files={props.files && files && { ...props.files, content: <FilesPanel {...files} t={t} /> }}
    />,
    root,
  );
}
const english = (sentences: Catalogues) => createTranslator('en', sentences);
const named = (of: string, all: object): readonly string[] =>
  Object.keys(all).map((each) => `${of}:${each}`);
const smalls = ['in-call', 'in-call-voice', 'in-call-screen', 'reconnecting'];
Object.assign(globalThis, {
  galleryStates: [
    ...Object.keys(states),
    ...named('popup', POPUP_STATES),
    ...named('gate', GATE_STATES),
    ...named('options', optionsStates(english(PAGE_SENTENCES.options))),
    ...named('welcome', welcomeStates(english(PAGE_SENTENCES.welcome))),
    ...named('diagnostics', diagnosticsStates(english(PAGE_SENTENCES.diagnostics))),
    ...smalls.map((state) => `${state}@small`),
    ...Object.keys(NAMES_STATES).map((state) => `names-${state}`),
  ],
});
