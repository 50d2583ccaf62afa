import '../../components/style.css';
import '../../components/options/options.css';
import '../../components/welcome/welcome.css';
import '../../components/welcome/checks.css';
import { mountWelcome } from '../../lib/pages/welcome-page.browser.tsx';

const root = document.querySelector('#root');
if (root !== null) void mountWelcome(root);
