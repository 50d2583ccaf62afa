import '../../components/style.css';
import '../../components/options/options.css';
import '../../components/diagnostics/diagnostics.css';
import { mountDiagnostics } from '../../lib/pages/diagnostics-page.browser.tsx';

const root = document.querySelector('#root');
if (root !== null) void mountDiagnostics(root);
