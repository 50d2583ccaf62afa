import { defineBackground } from 'wxt/utils/define-background';
import { startBackground } from '../lib/background/background.browser.ts';

// One classic script, not a module: what pages share among themselves is then never a part of the worker.
export default defineBackground({
  main: () => startBackground(import.meta.env.FIREFOX ? 'firefox' : 'chromium'),
});
