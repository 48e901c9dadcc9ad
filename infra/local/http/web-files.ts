import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { HttpHandler } from '../aws-wire/json-service.ts';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
};

/**
 * What the page may load: itself, its own API, socket and signed files; pictures and videos of any server with https, which boards may show;
 * frames of the one video service that asks for no consent. A stream is fetched piece by piece: connections to any of those servers. Nothing
 * inline, no program from elsewhere.
 */
const contentSecurityPolicy = (wsOrigin: string, filesOrigin: string): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    `img-src 'self' data: https: ${filesOrigin}`,
    `media-src 'self' https: blob: ${filesOrigin}`,
    'frame-src https://www.youtube-nocookie.com',
    "font-src 'self'",
    `connect-src 'self' ${wsOrigin} https: ${filesOrigin}`,
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');

const plain = (res: ServerResponse, status: number, text: string): void => {
  res.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', 'content-length': Buffer.byteLength(text) }).end(text);
};

/**
 * The built web page: files of `dir`, and its `index.html` for every path of the page's own router (any path without an
 * extension). Files under `assets/` carry a hash in their name and may be kept for ever; everything else is asked for again.
 */
export const createWebFiles = (params: {
  readonly dir: string;
  readonly wsOrigin: string;
  /** Where signed addresses of files lead. */
  readonly filesOrigin: string;
}): HttpHandler => {
  const csp = contentSecurityPolicy(params.wsOrigin, params.filesOrigin);
  const fileFor = async (path: string): Promise<string | null> => {
    const inside = normalize(decodeURIComponent(path));
    if (inside.includes('..') || inside.includes('\0')) return null;
    const wanted = join(params.dir, inside);
    const found = await stat(wanted).catch(() => null);
    if (found?.isFile() === true) return wanted;
    if (extname(inside) !== '') return null;
    const index = join(params.dir, 'index.html');
    return (await stat(index).catch(() => null)) === null ? null : index;
  };

  return async (req, res) => {
    if (req.method !== 'GET' && req.method !== 'HEAD') return plain(res, 405, 'Only GET is possible here.\n');
    const path = (req.url ?? '/').split('?')[0] ?? '/';
    const file = await fileFor(path).catch(() => null);
    if (file === null) {
      const text = path === '/' ? 'The web page is not built yet: run `npm run build:web`.\n' : 'There is nothing at this address.\n';
      return plain(res, 404, text);
    }
    const { size, mtime } = await stat(file);
    const etag = `"${size.toString(16)}-${mtime.getTime().toString(16)}"`;
    const headers: Record<string, string | number> = {
      'content-type': types[extname(file)] ?? 'application/octet-stream',
      'content-security-policy': csp,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'same-origin',
      'permissions-policy': 'camera=(), geolocation=(), microphone=()',
      'cache-control': path.startsWith('/assets/') && !file.endsWith('.html') ? 'public, max-age=31536000, immutable' : 'no-cache',
      etag,
    };
    if (req.headers['if-none-match'] === etag) {
      res.writeHead(304, headers).end();
      return;
    }
    res.writeHead(200, { ...headers, 'content-length': size });
    if (req.method === 'HEAD') res.end();
    else await pipeline(createReadStream(file), res);
  };
};
