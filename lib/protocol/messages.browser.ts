import { defineExtensionMessaging } from '@webext-core/messaging';
import type { Commands } from './ui.ts';

/** The one channel between our pages and the background. */
export const { sendMessage, onMessage } = defineExtensionMessaging<Commands>();
