import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { runFilesWorker } from '../lib/pages/files-worker.browser.ts';

// The worker of a call's window; as a classic script it shares nothing with the pages.
export default defineUnlistedScript(() => runFilesWorker());
