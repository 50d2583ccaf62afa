import '../../components/style.css';
import { mountPage } from '../../lib/pages/mount-page.browser.ts';
import { mountPopup } from '../../lib/pages/popup-page.browser.tsx';

mountPage(mountPopup);
