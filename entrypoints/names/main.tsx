import '../../components/style.css';
import { mountNamesOpening } from '../../lib/pages/names-opening.browser.tsx';

const root = document.querySelector('#root');
if (root !== null) void mountNamesOpening(root);
