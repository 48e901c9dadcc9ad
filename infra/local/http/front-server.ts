import { createServer, type Server } from 'node:http';
import type { HttpHandler } from '../aws-wire/json-service.ts';
import { mailboxPath } from '../mailbox/mailbox-pages.ts';
import { namesThisMachine } from './own-host.ts';

export interface FrontParts {
  readonly api: HttpHandler;
  readonly issuer: HttpHandler;
  readonly web: HttpHandler;
  /** What was sent, to be looked at. */
  readonly mailbox: HttpHandler;
  /** Body of `/config.json`, which tells the web page where everything is. */
  readonly config: Readonly<Record<string, string>>;
}

/** The one origin people use: `/v1/…` API, `/oidc/…` log-in, `/config.json`, `/mailbox`, everything else the web page. 503 until `open`. */
export const createFrontServer = (log: (message: string, error: unknown) => void) => {
  let parts: FrontParts | null = null;
  const route = (url: string): HttpHandler => {
    if (parts === null)
      return async (_req, res) => {
        res.writeHead(503, { 'content-type': 'text/plain', 'retry-after': '1' }).end('Trunkline is starting.\n');
      };
    const path = url.split('?')[0] ?? '/';
    if (path === '/v1' || path.startsWith('/v1/')) return parts.api;
    if (path.startsWith('/oidc/')) return parts.issuer;
    if (path === mailboxPath || path.startsWith(`${mailboxPath}/`)) return parts.mailbox;
    if (path === '/config.json') {
      const text = JSON.stringify(parts.config);
      return async (_req, res) => {
        res
          .writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-cache', 'content-length': Buffer.byteLength(text) })
          .end(text);
      };
    }
    return parts.web;
  };
  const server: Server = createServer((req, res) => {
    if (!namesThisMachine(req)) {
      res.writeHead(421, { 'content-type': 'text/plain' }).end('This server answers to 127.0.0.1 and localhost only.\n');
      return;
    }
    route(req.url ?? '/')(req, res).catch((error: unknown) => {
      log(`${req.method ?? ''} ${req.url ?? ''} failed`, error);
      if (res.headersSent) res.destroy();
      else res.writeHead(500, { 'content-type': 'text/plain' }).end('Internal Server Error\n');
    });
  });
  return {
    server,
    open: (ready: FrontParts): void => {
      parts = ready;
    },
  };
};
