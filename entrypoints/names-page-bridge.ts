import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { bridgeNamesPage } from '../lib/pages/names-page-bridge.browser.ts';

// The manifest has it run beside the names page.
export default defineUnlistedScript(() => bridgeNamesPage());
