import '../../components/style.css';
import '../../components/call/call.css';
import '../../components/call/people.css';
import '../../components/options/options.css';
import { mountPage } from '../../lib/pages/mount-page.browser.ts';
import { mountOptions } from '../../lib/pages/options-page.browser.tsx';

mountPage(mountOptions);
