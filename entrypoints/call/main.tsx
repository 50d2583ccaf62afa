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
import { mountCall } from '../../lib/pages/call-page.browser.tsx';
import { mountPage } from '../../lib/pages/mount-page.browser.ts';

mountPage(mountCall);
