declare const fingerprintBrand: unique symbol;

/** The SHA-256 of a DTLS certificate, as 64 lower-case hex digits. Only this file makes one. */
export type Fingerprint = string & { readonly [fingerprintBrand]: true };

/** Whether a text is a fingerprint. */
export function isFingerprint(text: string): text is Fingerprint {
  return /^[0-9a-f]{64}$/.test(text);
}

/** Reads `AB:CD:…` as descriptions spell it (RFC 8122 section 5: upper-case pairs). */
export function fingerprintFromPairs(text: string): Fingerprint | undefined {
  if (!/^(?:[0-9A-F]{2}:){31}[0-9A-F]{2}$/.test(text)) return undefined;
  const digits = text.replaceAll(':', '').toLowerCase();
  return isFingerprint(digits) ? digits : undefined;
}

/** `AB:CD:…`, as descriptions spell it. */
export function fingerprintPairs(fingerprint: Fingerprint): string {
  return fingerprint.toUpperCase().replaceAll(/..(?!$)/g, '$&:');
}
