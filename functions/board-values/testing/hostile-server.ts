import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Certificate {
  readonly key: string;
  readonly cert: string;
}

/** A certificate made for this run, for the given host names. */
export const makeCertificate = (...hosts: readonly string[]): Certificate => {
  const dir = mkdtempSync(join(tmpdir(), 'trunkline-tls-'));
  const [key, cert] = [join(dir, 'key.pem'), join(dir, 'cert.pem')];
  const names = hosts.map((host) => `DNS:${host}`).join(',');
  execFileSync(
    'openssl',
    [
      'req',
      '-x509',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:prime256v1',
      '-nodes',
      '-days',
      '2',
      '-keyout',
      key,
      '-out',
      cert,
    ].concat('-subj', '/CN=test', '-addext', `subjectAltName=${names}`),
    { stdio: 'ignore' },
  );
  const made = { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') };
  rmSync(dir, { recursive: true });
  return made;
};

/** An HTTPS server on this machine that answers as a test likes. */
export const startServer = async (certificate: Certificate, answer: (req: IncomingMessage, res: ServerResponse) => void) => {
  const asked: { readonly host: string; readonly path: string; readonly headers: IncomingMessage['headers'] }[] = [];
  const server = createServer(certificate, (req, res) => {
    asked.push({ host: req.headers.host ?? '', path: req.url ?? '', headers: req.headers });
    res.on('error', () => undefined);
    answer(req, res);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    /** Requests that arrived, first to last. */
    asked,
    stop: (): Promise<void> =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
