import '../../components/style.css';
import { mountGate } from '../../lib/pages/gate-page.browser.tsx';
import { mountPage } from '../../lib/pages/mount-page.browser.ts';

mountPage(mountGate);
