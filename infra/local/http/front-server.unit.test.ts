import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeServer, listen } from '../aws-wire/listen.ts';
import { createApiService } from './api-service.ts';
import { createFrontServer } from './front-server.ts';
import { createWebFiles } from './web-files.ts';

describe('front server', () => {
  const front = createFrontServer(() => undefined);
  let origin = '';
  let dir = '';
  let last: Record<string, unknown> = {};
  let answer: () => unknown = () => ({});

  beforeAll(async () => {
    dir = mkdtempSync(join(tmpdir(), 'trunkline-web-'));
    mkdirSync(join(dir, 'dist', 'assets'), { recursive: true });
    writeFileSync(join(dir, 'dist', 'index.html'), '<!doctype html><title>page</title>');
    writeFileSync(join(dir, 'dist', 'assets', 'app-1.js'), 'export {};');
    writeFileSync(join(dir, 'secret.txt'), 'secret');
    origin = `http://127.0.0.1:${await listen(front.server, 0)}`;
  });
  afterAll(async () => {
    await closeServer(front.server);
    rmSync(dir, { recursive: true });
  });

  it('says it is starting until it is open', async () => {
    expect((await fetch(`${origin}/v1/health`)).status).toBe(503);
    front.open({
      api: createApiService({
        invoke: async (event) => {
          last = event as Record<string, unknown>;
          return answer();
        },
        now: () => 1000,
        log: () => undefined,
      }),
      issuer: async (_req, res) => void res.end('issuer'),
      mailbox: async (_req, res) => void res.end('mailbox'),
      web: createWebFiles({ dir: join(dir, 'dist'), wsOrigin: 'ws://127.0.0.1:1', filesOrigin: 'http://127.0.0.1:2' }),
      config: { api: origin },
    });
    expect(await (await fetch(`${origin}/config.json`)).json()).toEqual({ api: origin });
    expect(await (await fetch(`${origin}/oidc/token`)).text()).toBe('issuer');
  });

  it('makes an event of payload format 2.0 and sends the answer', async () => {
    answer = () => ({
      statusCode: 201,
      headers: { 'Content-Type': 'application/json', ETag: '"1"' },
      cookies: ['a=1', 'b=2'],
      body: '{"ok":true}',
    });
    const response = await fetch(`${origin}/v1/sites/h%C3%A9/calls?from=1&tag=a&tag=b%20c`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-test': 'yes', cookie: 'x=1; y=2' },
      body: '{"a":1}',
    });
    expect([response.status, await response.text(), response.headers.get('etag'), response.headers.getSetCookie()]).toEqual([
      201,
      '{"ok":true}',
      '"1"',
      ['a=1', 'b=2'],
    ]);
    expect(last).toMatchObject({
      version: '2.0',
      rawPath: '/v1/sites/hé/calls',
      rawQueryString: 'from=1&tag=a&tag=b%20c',
      queryStringParameters: { from: '1', tag: 'a,b c' },
      cookies: ['x=1', 'y=2'],
      headers: { 'x-test': 'yes', 'content-type': 'application/json' },
      body: '{"a":1}',
      isBase64Encoded: false,
      requestContext: {
        http: { method: 'POST', path: '/v1/sites/hé/calls', protocol: 'HTTP/1.1', sourceIp: '127.0.0.1' },
        stage: '$default',
        timeEpoch: 1000,
      },
    });
  });

  it('passes bytes through both ways in base64', async () => {
    answer = () => ({ statusCode: 200, headers: { 'content-type': 'application/octet-stream' }, body: 'AP8=', isBase64Encoded: true });
    const response = await fetch(`${origin}/v1/x`, {
      method: 'PUT',
      headers: { 'content-type': 'application/octet-stream' },
      body: new Uint8Array([255, 0]),
    });
    expect([...new Uint8Array(await response.arrayBuffer())]).toEqual([0, 255]);
    expect(last).toMatchObject({ body: '/wA=', isBase64Encoded: true });
  });

  it('takes an answer without status for a JSON body, a fault for 500 and a body above 10 MB for 413', async () => {
    answer = () => ({ plain: 1 });
    expect(await (await fetch(`${origin}/v1/x`)).json()).toEqual({ plain: 1 });
    answer = () => {
      throw new Error('secret detail');
    };
    const fault = await fetch(`${origin}/v1/x`);
    expect([fault.status, await fault.text()]).toEqual([500, '{"message":"Internal Server Error"}']);
    const large = await fetch(`${origin}/v1/x`, { method: 'POST', body: new Uint8Array(10 * 1024 * 1024 + 1) });
    expect(large.status).toBe(413);
  });

  it('answers to the names of this machine only, so that a name pointed at it shares nothing', async () => {
    const statusFor = (host: string): Promise<number | undefined> =>
      new Promise((resolve, reject) => {
        get(`${origin}/config.json`, { headers: { host } }, (res) => {
          res.resume();
          resolve(res.statusCode);
        }).on('error', reject);
      });
    for (const host of ['127.0.0.1', '127.0.0.1:8400', 'localhost:8400', 'LOCALHOST', '[::1]:8400'])
      expect(await statusFor(host)).toBe(200);
    for (const host of ['rebound.example', 'rebound.example:8400', '127.0.0.1.rebound.example', 'localhost.', '127.0.0.1:8400/v1/me?'])
      expect(await statusFor(host)).toBe(421);
  });

  it('serves the page for its own routes, with a strict policy, and nothing outside its folder', async () => {
    const page = await fetch(`${origin}/sites/harbour/live`);
    expect([page.status, page.headers.get('content-type'), page.headers.get('cache-control')]).toEqual([
      200,
      'text/html; charset=utf-8',
      'no-cache',
    ]);
    expect(page.headers.get('content-security-policy')).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: https: http://127.0.0.1:2; media-src 'self' https: blob: http://127.0.0.1:2; frame-src https://www.youtube-nocookie.com; font-src 'self'; connect-src 'self' ws://127.0.0.1:1 https: http://127.0.0.1:2; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    );
    const asset = await fetch(`${origin}/assets/app-1.js`);
    expect([asset.status, asset.headers.get('cache-control')]).toEqual([200, 'public, max-age=31536000, immutable']);
    const known = await fetch(`${origin}/assets/app-1.js`, { headers: { 'if-none-match': asset.headers.get('etag') ?? '' } });
    expect(known.status).toBe(304);
    for (const path of ['/assets/missing.js', '/..%2fsecret.txt', '/%2e%2e/secret.txt', '/%00', '/favicon.ico'])
      expect((await fetch(`${origin}${path}`)).status).toBe(404);
    expect((await fetch(`${origin}/sites`, { method: 'POST' })).status).toBe(405);
  });
});
