import '../../components/style.css';
import { mountGate } from '../../lib/pages/gate-page.browser.tsx';

const root = document.querySelector('#root');
if (root !== null) void mountGate(root);
