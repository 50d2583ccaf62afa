/** Certificates for the test world, made with openssl: an authority that only our browsers trust, and leaves for any name. */
import { execFileSync } from 'node:child_process';
import { createHash, createPublicKey } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const openssl = (...args: string[]): Buffer => execFileSync('openssl', args, { stdio: 'pipe' });
const EC_KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];

/** The authority's files in a folder. */
export function authorityFiles(dir: string): {
  ca: string;
  caKey: string;
  key: string;
  csr: string;
} {
  const file = (name: string): string => join(dir, name);
  return {
    ca: file('ca.pem'),
    caKey: file('ca.key'),
    key: file('leaf.key'),
    csr: file('leaf.csr'),
  };
}

/** Makes the authority, and the one key that all of its leaves share. */
export function makeAuthority(dir: string): void {
  const { ca, caKey, key, csr } = authorityFiles(dir);
  openssl(
    'req',
    '-x509',
    ...EC_KEY,
    '-days',
    '30',
    '-subj',
    '/CN=Copybara test LAN',
    '-keyout',
    caKey,
    '-out',
    ca,
  );
  openssl('req', ...EC_KEY, '-subj', '/CN=leaf', '-keyout', key, '-out', csr);
}

/** A leaf for one host name, signed by the authority: its PEM. */
export function leafFor(dir: string, host: string): Buffer {
  const { ca, caKey, csr } = authorityFiles(dir);
  const name = host.replace(/[^a-zA-Z0-9.*-]/g, '');
  const extensions = join(dir, `leaf-${name}.ext`);
  writeFileSync(extensions, `subjectAltName=DNS:${name}\nextendedKeyUsage=serverAuth\n`);
  return openssl(
    'x509',
    '-req',
    '-in',
    csr,
    '-CA',
    ca,
    '-CAkey',
    caKey,
    '-CAcreateserial',
    '-days',
    '29',
    '-extfile',
    extensions,
  );
}

/** The pin of the leaves' key, as Chromium's `--ignore-certificate-errors-spki-list` wants it. */
export function leafPin(dir: string): string {
  const key = createPublicKey(readFileSync(authorityFiles(dir).key, 'utf8'));
  return createHash('sha256')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest('base64');
}

/** A self-signed certificate for one host name, trusted by nobody: paths of key and certificate. */
export function selfSigned(dir: string, host: string): { key: string; cert: string } {
  const key = join(dir, `self-${host}.key`);
  const cert = join(dir, `self-${host}.pem`);
  openssl(
    'req',
    '-x509',
    ...EC_KEY,
    '-days',
    '30',
    '-subj',
    `/CN=${host}`,
    '-addext',
    `subjectAltName=DNS:${host}`,
    '-keyout',
    key,
    '-out',
    cert,
  );
  return { key, cert };
}
