/** The receipt of an installation: what was written, so that exactly that can be taken away again. */
import * as v from 'valibot';

const text = v.pipe(v.string(), v.minLength(1), v.maxLength(4096));
const list = v.pipe(v.array(text), v.maxLength(1000));

/** What an installation wrote; paths are absolute. */
export const Receipt = v.object({
  version: v.literal(1),
  /** The ids of Chromium extensions that may use the host, ours first. */
  chromiumIds: list,
  /** The Node that the launcher starts. */
  runtime: text,
  /** Programs: the host and its launchers. */
  programs: list,
  manifests: list,
  registryKeys: list,
  /** Folders that were not there before, parents first. */
  folders: list,
});
/** What an installation wrote. */
export type Receipt = v.InferOutput<typeof Receipt>;

/** Reads a receipt; `null` when it is none. */
export function parseReceipt(textOfFile: string): Receipt | null {
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), Receipt), textOfFile);
  return parsed.success ? parsed.output : null;
}

/** The text of the receipt's file. */
export function receiptText(receipt: Receipt): string {
  return `${JSON.stringify(receipt, null, 2)}\n`;
}
