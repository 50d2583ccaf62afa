import '../../components/style.css';
import '../../components/call/call.css';
import '../../components/call/people.css';
import '../../components/options/options.css';
import { mountOptions } from '../../lib/pages/options-page.browser.tsx';

const root = document.querySelector('#root');
if (root !== null) void mountOptions(root);
