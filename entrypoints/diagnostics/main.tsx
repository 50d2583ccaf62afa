import '../../components/style.css';
import '../../components/options/options.css';
import '../../components/diagnostics/diagnostics.css';
import { mountDiagnostics } from '../../lib/pages/diagnostics-page.browser.tsx';
import { mountPage } from '../../lib/pages/mount-page.browser.ts';

mountPage(mountDiagnostics);
