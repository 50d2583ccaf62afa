/** One state of the call's window or of the names page, chosen by the address: for looking at it in a real browser. */
import { render } from 'preact';
import { CallView } from '../../components/call/CallView.tsx';
import { ChatPanel } from '../../components/call/ChatPanel.tsx';
import { FilesPanel } from '../../components/call/FilesPanel.tsx';
import { SmallWindow } from '../../components/call/SmallWindow.tsx';
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
import { PAGE_SENTENCES } from '../../lib/i18n/page-sentences.ts';
import { createTranslator } from '../../lib/i18n/translate.ts';
import { NamesView } from '../../names-page/NamesView.tsx';
import { callStates } from '../unit/components/call/states.ts';
import { chatStates, filesStates } from '../unit/components/call/talk-states.ts';
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
const direction = new URLSearchParams(location.search).get('dir') === 'rtl' ? 'rtl' : 'ltr';
document.documentElement.dir = direction;
if (root && props) {
  const t = Object.assign(createTranslator('en', PAGE_SENTENCES.call), { direction });
  const View = small === 'small' ? SmallWindow : CallView;
  const chat = chatStates()['talking'];
  const files = Object.values(filesStates())[1];
  render(
    <View
      {...props}
      t={t}
      chat={props.chat && chat && { ...props.chat, content: <ChatPanel {...chat} /> }}
      files={props.files && files && { ...props.files, content: <FilesPanel {...files} /> }}
    />,
    root,
  );
}
const names = wanted.startsWith('names-') && NAMES_STATES[wanted.slice('names-'.length)];
if (root && names) {
  render(<NamesView {...names} t={Object.assign(names.t, { direction })} />, root);
}
const smalls = ['in-call', 'in-call-voice', 'in-call-screen', 'reconnecting'];
Object.assign(globalThis, {
  galleryStates: [
    ...Object.keys(states),
    ...smalls.map((state) => `${state}@small`),
    ...Object.keys(NAMES_STATES).map((state) => `names-${state}`),
  ],
});
