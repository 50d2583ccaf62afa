import '../../components/style.css';
import { mountPopup } from '../../lib/pages/popup-page.browser.tsx';

const root = document.querySelector('#root');
if (root !== null) void mountPopup(root);
