import '../../components/style.css';
import '../../components/call/call.css';
import '../../components/call/stage.css';
import '../../components/call/talk.css';
import { mountCall } from '../../lib/pages/call-page.browser.tsx';

const root = document.querySelector('#root');
if (root !== null) void mountCall(root);
