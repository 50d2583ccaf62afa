import * as v from 'valibot';
import { PendingWrite } from '../protocol/names-page.ts';
import { item } from './items.browser.ts';

/** What was signed on the names page and not told of yet. */
export const pendingWritesItem = item<readonly PendingWrite[]>(
  'local:pendingWrites',
  v.array(PendingWrite),
  [],
);
