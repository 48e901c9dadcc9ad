import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { generate } from 'selfsigned';

export interface Certificate {
  readonly key: string;
  readonly cert: string;
}

const dnsName = 2;

/** A certificate made for this run, for the given host names. */
export const makeCertificate = async (...hosts: readonly string[]): Promise<Certificate> => {
  const altNames = hosts.map((value) => ({ type: dnsName, value }) as const);
  const made = await generate([{ name: 'commonName', value: 'test' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    extensions: [{ name: 'subjectAltName', altNames }],
  });
  return { key: made.private, cert: made.cert };
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
