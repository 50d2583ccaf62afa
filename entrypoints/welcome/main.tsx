import '../../components/style.css';
import '../../components/options/options.css';
import '../../components/welcome/welcome.css';
import '../../components/welcome/checks.css';
import { mountPage } from '../../lib/pages/mount-page.browser.ts';
import { mountWelcome } from '../../lib/pages/welcome-page.browser.tsx';

mountPage(mountWelcome);
