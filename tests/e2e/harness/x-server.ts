/** An X display with its window manager. */
import { type Service, startService } from './process.ts';

/**
 * Starts both in a machine, so that whoever clears a dead run's namespaces away ends them too. `dir` gets the frame buffer
 * (`Xvfb_screen0`); gives the display's name.
 */
export async function startDisplay(
  namespace: string,
  dir: string,
  keep: (service: Service) => void,
): Promise<string> {
  const server = await startService(namespace, 'sh', [
    '-c',
    `exec Xvfb -displayfd 1 -screen 0 1280x900x24 -fbdir ${dir} -nolisten tcp -ac`,
  ]);
  keep(server);
  const display = `:${server.ready.trim()}`;
  // A window manager, since without one no window ever gets the keyboard. `--startup` tells when it is there.
  const env = { ...process.env, DISPLAY: display, HOME: dir };
  keep(await startService(namespace, 'openbox', ['--startup', 'echo ready'], { env }));
  return display;
}
