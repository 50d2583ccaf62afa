import { expect, it } from 'vitest';
import { parseName } from '../../../lib/names/name.ts';
import { parseNodeId } from '../../../lib/node-id.ts';
import { tunnelCommand } from '../../../lib/pages/tunnel-command.ts';

it('names the other node and the one port of calls', () => {
  const name = parseName('bob.azero');
  const nodeId = parseNodeId('ctnsaj8135fsnm5t1fqda6093g95pjzfdhms77trjk6fy1ks6a80');
  if (!name.ok || !nodeId.ok) throw new Error('a fixture is wrong');
  expect(tunnelCommand({ name: name.value, nodeId: nodeId.value })).toBe(
    'mcc create-tunnel --name copybara-bob --remote-node ctnsaj8135fsnm5t1fqda6093g95pjzfdhms77trjk6fy1ks6a80 --targets udp:9378 --stdin',
  );
});
