import { defineBackground } from 'wxt/utils/define-background';
import { startBackground } from '../lib/background/background.browser.ts';

export default defineBackground({
  type: 'module',
  main: () => startBackground(import.meta.env.FIREFOX ? 'firefox' : 'chromium'),
});
