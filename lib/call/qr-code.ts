import { correction, generate } from 'lean-qr';

/** A QR code as the outline of its dark squares: `path` is an SVG path in a square of `size` units, without the quiet zone. */
export type QrCode = { readonly size: number; readonly path: string };

/** The QR code of a text (ISO/IEC 18004), at the medium level of correction: a camera may miss 15 % of it. */
export function qrCode(text: string): QrCode {
  const code = generate(text, { minCorrectionLevel: correction.M });
  let path = '';
  for (let y = 0; y < code.size; y += 1) {
    for (let x = 0; x < code.size; x += 1) {
      if (!code.get(x, y)) continue;
      const start = x;
      while (code.get(x + 1, y)) x += 1;
      path += `M${start} ${y}h${x + 1 - start}v1h-${x + 1 - start}z`;
    }
  }
  return { size: code.size, path };
}
