/**
 * Native-messaging manifests: ours, and telling ours from another's. Formats: Chrome's page on native
 * messaging (`allowed_origins`), MDN on native manifests (`allowed_extensions`).
 */
import * as v from 'valibot';
import { FIREFOX_EXTENSION_ID, HOST_NAME } from '../../lib/protocol/ids.ts';
import type { Family } from './places.ts';

const ManifestFile = v.object({
  name: v.string(),
  path: v.string(),
  type: v.literal('stdio'),
  allowed_origins: v.optional(v.array(v.string())),
  allowed_extensions: v.optional(v.array(v.string())),
});

/** A manifest as far as we look at it. */
interface Manifest {
  readonly path: string;
  /** The extensions that may talk to the host: Chromium ids, or Firefox ids. */
  readonly allowed: readonly string[];
}

/** Whose manifest a file holds. */
export type Ownership =
  | { readonly owner: 'us'; readonly manifest: Manifest }
  | {
      readonly owner: 'another';
      /** `unreadable`: no manifest at all; `other-path`: it starts a program that is not ours. */
      readonly because: 'unreadable' | 'other-name' | 'other-path';
    };

/** The text of our manifest, which lets `chromiumIds` (or our one Firefox id) start `launcher`. */
export function manifestText(
  family: Family,
  launcher: string,
  chromiumIds: readonly string[],
): string {
  const common = {
    name: HOST_NAME,
    description: 'Copybara: opens AZERO.ID names through the Staex node of this machine',
    path: launcher,
    type: 'stdio',
  };
  const whole =
    family === 'chromium'
      ? { ...common, allowed_origins: chromiumIds.map(originOf) }
      : { ...common, allowed_extensions: [FIREFOX_EXTENSION_ID] };
  return `${JSON.stringify(whole, null, 2)}\n`;
}

/** Says whose manifest this is: ours has our name and starts a launcher that `isOurLauncher` knows. */
export function ownership(text: string, isOurLauncher: (path: string) => boolean): Ownership {
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), ManifestFile), text);
  if (!parsed.success) return { owner: 'another', because: 'unreadable' };
  const { name, path, allowed_origins, allowed_extensions } = parsed.output;
  if (name !== HOST_NAME) return { owner: 'another', because: 'other-name' };
  if (!isOurLauncher(path)) return { owner: 'another', because: 'other-path' };
  const allowed = [...(allowed_origins ?? []).map(idOf), ...(allowed_extensions ?? [])];
  return { owner: 'us', manifest: { path, allowed } };
}

/** Whether a text is the id of a Chromium extension: 32 letters from a to p. */
export function isChromiumId(text: string): boolean {
  return /^[a-p]{32}$/.test(text);
}

function originOf(id: string): string {
  return `chrome-extension://${id}/`;
}

function idOf(origin: string): string {
  return /^chrome-extension:\/\/([a-p]{32})\/$/.exec(origin)?.[1] ?? origin;
}
