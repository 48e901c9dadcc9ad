import type { IncomingMessage, ServerResponse } from 'node:http';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { isPublicAddress } from '../core/public-address.ts';
import { type Certificate, makeCertificate, startServer } from '../testing/hostile-server.ts';
import { type FetchTextDeps, fetchText } from './fetch-text.ts';
import { fetchLimits } from './limits.ts';
import { lookupOf } from './request-once.ts';
import { resolvePublic } from './resolve-public.ts';

let certificate: Certificate;
let stop: (() => Promise<void>) | null = null;
beforeAll(async () => {
  certificate = await makeCertificate('figures.test', 'other.test', 'inner.test', 'rebound.test');
});
afterEach(async () => {
  await stop?.();
  stop = null;
});

/** `figures.test` and `other.test` stand for public names, which lead to this machine; `inner.test` is inside. */
const names: Readonly<Record<string, readonly string[]>> = {
  'figures.test': ['127.0.0.1'],
  'other.test': ['127.0.0.1'],
  'wrong-name.test': ['127.0.0.1'],
  'inner.test': ['10.0.0.7'],
  'half.test': ['127.0.0.1', '192.168.1.1'],
};
const setUp = async (answer: (req: IncomingMessage, res: ServerResponse) => void, changed: Partial<FetchTextDeps> = {}) => {
  const server = await startServer(certificate, answer);
  stop = server.stop;
  const resolved: string[] = [];
  const deps: FetchTextDeps = {
    resolve: async (host) => {
      resolved.push(host);
      return names[host] ?? [];
    },
    isAllowed: (address) => address === '127.0.0.1' || isPublicAddress(address),
    limits: fetchLimits,
    trusted: { ca: certificate.cert, port: server.port },
    ...changed,
  };
  const fetched = async (url: string, header: { name: string; value: string } | null = null): Promise<string> =>
    fetchText(deps, url, header).catch((error: Error) => `${error.name}: ${error.message}`);
  return { server, resolved, fetched };
};
const short = { ...fetchLimits, totalMs: 400 };

describe('an honest server', () => {
  test('is asked once by the name, with the secret, and nothing of ours but that', async () => {
    const { server, fetched, resolved } = await setUp((_req, res) => void res.end('{"open":7}'));
    expect(await fetched('https://figures.test/today?x=1', { name: 'X-Key', value: 'hush' })).toBe('{"open":7}');
    expect(resolved).toEqual(['figures.test']);
    expect(server.asked).toHaveLength(1);
    expect(server.asked[0]).toMatchObject({ host: 'figures.test', path: '/today?x=1' });
    expect(server.asked[0]?.headers).toEqual({
      host: 'figures.test',
      accept: 'application/json, text/csv;q=0.9, */*;q=0.1',
      'accept-encoding': 'gzip, br',
      'user-agent': 'Trunkline',
      'x-key': 'hush',
      connection: 'close',
    });
  });

  test.each([
    ['gzip', gzipSync('packed')],
    ['br', brotliCompressSync('packed')],
    ['identity', Buffer.from('packed')],
  ])('may pack what it sends with %s', async (encoding, body) => {
    const { fetched } = await setUp((_req, res) => void res.writeHead(200, { 'content-encoding': encoding }).end(body));
    expect(await fetched('https://figures.test/')).toBe('packed');
  });

  test('is asked however much the environment speaks of a proxy', async () => {
    const before = { ...process.env };
    Object.assign(process.env, { HTTPS_PROXY: 'http://127.0.0.1:9', https_proxy: 'http://127.0.0.1:9', NODE_USE_ENV_PROXY: '1' });
    try {
      const { fetched } = await setUp((_req, res) => void res.end('direct'));
      expect(await fetched('https://figures.test/')).toBe('direct');
    } finally {
      process.env = before;
    }
  });
});

describe('addresses', () => {
  test.each([
    'https://inner.test/',
    'https://half.test/',
    'https://10.0.0.7/',
    'https://[::ffff:10.0.0.7]/',
    'https://169.254.169.254/latest/meta-data/',
    'https://2852039166/',
  ])('%s is not asked', async (url) => {
    const { server, fetched } = await setUp((_req, res) => void res.end('inside'));
    expect(await fetched(url)).toBe('FetchRefusal: The address is not on the public internet; only public addresses are asked.');
    expect(server.asked).toEqual([]);
  });

  test('a name that nobody has', async () => {
    const { fetched } = await setUp((_req, res) => void res.end());
    expect(await fetched('https://nobody.test/')).toBe('FetchRefusal: The host name of the address cannot be found.');
  });

  test('in production no address of this machine or network is asked, whatever the name says', async () => {
    const refused = async (addresses: readonly string[]) =>
      resolvePublic('any.test', async () => addresses).then(
        () => 'asked',
        (error: Error) => error.message.slice(0, 38),
      );
    for (const address of ['127.0.0.1', '::1', '10.1.2.3', '169.254.169.254', '::ffff:127.0.0.1', '64:ff9b::7f00:1'])
      expect(await refused([address])).toBe('The address is not on the public inter');
    expect(await refused(['93.184.215.14', '10.0.0.1'])).toBe('The address is not on the public inter');
    expect(await refused(['93.184.215.14'])).toBe('asked');
  });

  test('a name that resolves otherwise the next time is connected to where it was checked', async () => {
    const answers = [['127.0.0.1'], ['10.0.0.7'], ['10.0.0.7']];
    let asked = 0;
    const { server, fetched } = await setUp((_req, res) => void res.end('checked'), { resolve: async () => answers[asked++] ?? [] });
    expect(await fetched('https://rebound.test/')).toBe('checked');
    expect([asked, server.asked.length]).toEqual([1, 1]);
  });

  test('each hop is resolved anew, so a name that turns inward is refused there', async () => {
    const answers = [['127.0.0.1'], ['10.0.0.7']];
    let asked = 0;
    const { server, fetched } = await setUp((_req, res) => void res.writeHead(302, { location: '/again' }).end(), {
      resolve: async () => answers[asked++] ?? [],
    });
    expect(await fetched('https://rebound.test/')).toContain('not on the public internet');
    expect(server.asked.map(({ path }) => path)).toEqual(['/']);
  });

  test('a connection gets the checked addresses, whatever it asks for', async () => {
    const lookup = lookupOf([{ address: '93.184.215.14', family: 4 }]);
    const found = (all: boolean) => new Promise((resolve) => lookup('127.0.0.1', { all }, (...answer) => resolve(answer)));
    expect(await found(true)).toEqual([null, [{ address: '93.184.215.14', family: 4 }]]);
    expect(await found(false)).toEqual([null, '93.184.215.14', 4]);
  });
});

describe('redirects', () => {
  test.each([
    ['http://figures.test/', 'must begin with https'],
    ['https://inner.test/', 'not on the public internet'],
    ['https://169.254.169.254/', 'not on the public internet'],
    ['https://[::1]/', 'not on the public internet'],
    ['https://figures.test:8443/', 'must not name a port'],
    ['https://user:word@figures.test/', 'user name or password'],
    ['file:///etc/passwd', 'must begin with https'],
    ['https://', 'not a web address'],
  ])('to %s', async (location, words) => {
    const { server, fetched } = await setUp((_req, res) => void res.writeHead(302, { location }).end('never shown'));
    const said = await fetched('https://figures.test/');
    expect(said).toContain(words);
    expect(said).not.toContain('never shown');
    expect(server.asked).toHaveLength(1);
  });

  test('three are followed, a fourth is not', async () => {
    const after = (n: number) => (req: IncomingMessage, res: ServerResponse) => {
      const hop = Number(req.url?.slice(1));
      if (hop >= n) res.end(`after ${hop}`);
      else res.writeHead(307, { location: `/${hop + 1}` }).end();
    };
    const { fetched } = await setUp(after(3));
    expect(await fetched('https://figures.test/0')).toBe('after 3');
    await stop?.();
    const { server, fetched: again } = await setUp(after(4));
    expect(await again('https://figures.test/0')).toContain('more than 3 times');
    expect(server.asked).toHaveLength(4);
  });

  test('take the secret along on the same server only, and never again once it was left', async () => {
    const { server, fetched } = await setUp((req, res) => {
      const next: Record<string, string> = { '/0': '/1', '/1': 'https://other.test/2', '/2': 'https://figures.test/3' };
      const location = next[req.url ?? ''];
      if (location === undefined) res.end('done');
      else res.writeHead(301, { location }).end();
    });
    expect(await fetched('https://figures.test/0', { name: 'Authorization', value: 'Bearer hush' })).toBe('done');
    expect(server.asked.map(({ host, headers }) => [host, headers.authorization])).toEqual([
      ['figures.test', 'Bearer hush'],
      ['figures.test', 'Bearer hush'],
      ['other.test', undefined],
      ['figures.test', undefined],
    ]);
  });
});

describe('a hostile server', () => {
  test('that never ends its body is cut off', async () => {
    const { fetched } = await setUp((_req, res) => {
      const chunk = Buffer.alloc(65_536, 'x');
      const more = (): void => {
        if (!res.destroyed && res.write(chunk)) setImmediate(more);
        else res.once('drain', more);
      };
      more();
    });
    expect(await fetched('https://figures.test/')).toBe('FetchRefusal: The server sends more than 1048576 bytes.');
  });

  test.each([
    ['gzip', gzipSync(Buffer.alloc(64 * 1_048_576))],
    ['br', brotliCompressSync(Buffer.alloc(64 * 1_048_576), { params: { 1: 1 } })],
  ])('that packs a huge body small (%s) is cut off', async (encoding, bomb) => {
    expect(bomb.length).toBeLessThan(1_048_576);
    const { fetched } = await setUp((_req, res) => void res.writeHead(200, { 'content-encoding': encoding }).end(bomb));
    expect(await fetched('https://figures.test/')).toBe('FetchRefusal: The server sends more than 1048576 bytes.');
  });

  test('that sends one byte now and then is not waited for', async () => {
    const { fetched } = await setUp(
      (_req, res) => {
        const drip = setInterval(() => res.write('.'), 20);
        res.once('close', () => clearInterval(drip));
      },
      { limits: short },
    );
    expect(await fetched('https://figures.test/')).toBe('FetchRefusal: The server did not answer completely within 0.4 s.');
  });

  test('that never answers, or a name that never resolves, is not waited for', async () => {
    const { fetched } = await setUp(() => undefined, { limits: short });
    expect(await fetched('https://figures.test/')).toContain('did not answer completely within 0.4 s');
    await stop?.();
    const never = await setUp(() => undefined, { limits: short, resolve: () => new Promise(() => undefined) });
    expect(await never.fetched('https://figures.test/')).toContain('did not answer completely within 0.4 s');
  });

  test('whose certificate is of another name, or of nobody we know', async () => {
    const { server, fetched } = await setUp((_req, res) => void res.end('believed'));
    const words = 'FetchRefusal: The certificate of the server is not valid for this address.';
    expect(await fetched('https://wrong-name.test/')).toBe(words);
    await stop?.();
    const other = await startServer(certificate, (_req, res) => void res.end('believed'));
    stop = other.stop;
    const { fetched: strict } = await setUp((_req, res) => void res.end('believed'), {
      trusted: { ca: (await makeCertificate('figures.test')).cert, port: other.port },
    });
    expect(await strict('https://figures.test/')).toBe(words);
    expect([server.asked, other.asked]).toEqual([[], []]);
    await other.stop();
  });

  test.each([
    [404, 'FetchRefusal: The server answers with status 404.'],
    [500, 'FetchRefusal: The server answers with status 500.'],
    [304, 'FetchRefusal: The server answers with status 304.'],
  ])('that answers %i is not quoted', async (status, words) => {
    const { fetched } = await setUp((_req, res) => void res.writeHead(status).end(status === 304 ? undefined : 'inner words'));
    expect(await fetched('https://figures.test/')).toBe(words);
  });

  test.each([
    ['an unknown packing', { 'content-encoding': 'zstd' }, 'x', 'in a way that is not known'],
    ['two packings', { 'content-encoding': 'gzip, gzip' }, 'x', 'in a way that is not known'],
    ['a packing that it is not', { 'content-encoding': 'gzip' }, 'not gzip', 'cannot be unpacked'],
  ])('with %s', async (_what, headers, body, words) => {
    const { fetched } = await setUp((_req, res) => void res.writeHead(200, headers).end(body));
    expect(await fetched('https://figures.test/')).toContain(words);
  });

  test('that hangs up in the middle', async () => {
    const { fetched } = await setUp((_req, res) => {
      res.writeHead(200, { 'content-length': '100' });
      res.write('half');
      setImmediate(() => res.destroy());
    });
    expect(await fetched('https://figures.test/')).toBe('FetchRefusal: No connection to the server came about, or it broke off.');
  });

  test('whose headers never end', async () => {
    const { fetched } = await setUp((_req, res) => void res.writeHead(200, { 'x-long': 'x'.repeat(40_000) }).end());
    expect(await fetched('https://figures.test/')).toBe('FetchRefusal: The server does not answer as a web server does.');
  });
});
