import { expect, test } from 'vitest';
import { listenersAt } from '../../../../native-host/install/port-holder.ts';

const TABLE = `  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0100007F:24A3 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 51234 1 0000000000000000 100 0 0 10 0
   1: 00000000:24A3 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 777 1 0000000000000000 100 0 0 10 0
   2: 0100007F:24A3 0100007F:D431 01 00000000:00000000 00:00000000 00000000  1000        0 51235 1 0000000000000000 20 4 30 10 -1
   3: 0100007F:D431 0100007F:24A3 0A 00000000:00000000 00:00000000 00000000  1000        0 51236 1 0000000000000000 20 4 30 10 -1
   4: garbage
`;

test('finds who listens at a port, at any address, and no connection of it', () => {
  expect(listenersAt(TABLE, 9379)).toEqual([
    { uid: 1000, inode: 51234 },
    { uid: 0, inode: 777 },
  ]);
  expect(listenersAt(TABLE, 80)).toEqual([]);
  expect(listenersAt('', 9379)).toEqual([]);
});
