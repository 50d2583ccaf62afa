import '../../components/style.css';
import { mountPage } from '../../lib/pages/mount-page.browser.ts';
import { mountNamesOpening } from '../../lib/pages/names-opening.browser.tsx';

mountPage(mountNamesOpening);
