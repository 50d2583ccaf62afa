/** One piece of a file's content on the files' channel (docs/call-protocols.md, section 6). */
import { err, ok, type Result } from '../result.ts';

/** A piece of content. `bytes` is a view of what came, not a copy. */
export type FileFrame = {
  /** The number of the transfer, as its sender counts. */
  readonly id: number;
  /** Which `take` of its receiver it answers. */
  readonly run: number;
  /** Where in the file it belongs, in bytes. */
  readonly offset: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
};

/** Why bytes are no frame. */
export type FrameError =
  | { readonly kind: 'short-frame' }
  | { readonly kind: 'long-frame' }
  /** Another version, or another kind of frame. */
  | { readonly kind: 'strange-frame' }
  /** A number that no transfer, run or file reaches. */
  | { readonly kind: 'number-out-of-range' };

/** Bytes before the content: version and kind (1), run (3), transfer (4), offset (8). */
export const FRAME_HEADER = 16;
/** How much content is put into one frame: more is no faster, and lets chat and calls wait longer between two. */
export const FRAME_CONTENT = 16 * 1024;
/** The most content of a frame that is taken; browsers send 256 KiB in one message at most. */
export const MAX_FRAME_CONTENT = 64 * 1024;
/** The highest transfer number and run. */
export const MAX_TRANSFER_ID = 0xffff_ffff;
export const MAX_RUN = 0xff_ffff;
const VERSION_AND_KIND = 0x10;

/** The bytes of a frame. */
export function encodeFrame({ id, run, offset, bytes }: FileFrame): Uint8Array<ArrayBuffer> {
  const frame = new Uint8Array(FRAME_HEADER + bytes.length);
  const view = new DataView(frame.buffer);
  view.setUint32(0, run);
  view.setUint8(0, VERSION_AND_KIND);
  view.setUint32(4, id);
  view.setBigUint64(8, BigInt(offset));
  frame.set(bytes, FRAME_HEADER);
  return frame;
}

/** Reads one message of the files' channel. */
export function decodeFrame(message: Uint8Array<ArrayBuffer>): Result<FileFrame, FrameError> {
  if (message.length <= FRAME_HEADER) return err({ kind: 'short-frame' });
  if (message.length > FRAME_HEADER + MAX_FRAME_CONTENT) return err({ kind: 'long-frame' });
  const view = new DataView(message.buffer, message.byteOffset, message.byteLength);
  if (view.getUint8(0) !== VERSION_AND_KIND) return err({ kind: 'strange-frame' });
  const run = view.getUint32(0) & MAX_RUN;
  const id = view.getUint32(4);
  const offset = Number(view.getBigUint64(8));
  const bytes = message.subarray(FRAME_HEADER);
  if (run === 0 || id === 0 || !Number.isSafeInteger(offset + bytes.length)) {
    return err({ kind: 'number-out-of-range' });
  }
  return ok({ id, run, offset, bytes });
}
