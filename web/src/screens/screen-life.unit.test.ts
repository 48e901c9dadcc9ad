import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createApiClient } from '../api/client.ts';
import { createRecordStore } from './record-store.ts';
import { type ScreenLife, startScreenLife } from './screen-life.ts';
import { createScreenSession } from './screen-session.ts';

/** The cloud as a screen sees it. */
const cloud = () => ({
  up: true,
  /** Tokens that are good; using one makes it the only one. */
  tokens: new Set<string>(),
  waiting: new Map<string, string | null>(),
  codes: 0,
  reload: 0,
  seen: 0,
  /** The next rotation is carried out, but its answer is lost. */
  loseRotation: false,
  portal: false,
});
type Cloud = ReturnType<typeof cloud>;

const answer = (status: number, body: unknown) =>
  new Response(JSON.stringify(status === 401 ? { type: 'urn:trunkline:problem:unauthorised' } : body), { status });

const serve = (of: Cloud): typeof fetch => {
  let rotations = 0;
  return async (input, init) => {
    if (!of.up) throw new TypeError('network');
    if (of.portal) return new Response('<html>Please accept the terms</html>', { status: 401 });
    const { pathname } = new URL(String(input));
    const body = JSON.parse(String(init?.body ?? '{}')) as { pairing?: string };
    const token = new Headers(init?.headers).get('authorization')?.slice(7) ?? '';
    if (pathname === '/v1/pairings') {
      const code = `CODE${++of.codes}`;
      of.waiting.set(`${code}.s`, null);
      return answer(201, { code, pairing: `${code}.s`, expiresAt: new Date(Date.now() + 600_000).toISOString(), pollSeconds: 3 });
    }
    if (pathname === '/v1/pairings/claim') {
      const found = of.waiting.get(body.pairing ?? '');
      if (found === undefined) return answer(404, {});
      return answer(200, found === null ? { state: 'waiting' } : { state: 'paired', token: found });
    }
    if (!of.tokens.has(token)) return answer(401, {});
    of.tokens = new Set([token]);
    switch (pathname) {
      case '/v1/screen':
        return answer(200, {
          screen: 's1',
          name: 'Hall',
          site: { site: 'harbour', name: 'Harbour', timeZone: 'UTC', resetTime: '02:00' },
          board: 'front',
          view: null,
          cycleSeconds: 20,
          reload: of.reload,
          show: null,
        });
      case '/v1/screen/seen':
        of.seen++;
        return answer(200, {});
      case '/v1/screen/rotate': {
        const next = `rotated${++rotations}`;
        of.tokens.add(next);
        if (of.loseRotation) {
          of.loseRotation = false;
          throw new TypeError('network');
        }
        return answer(200, { token: next });
      }
      default:
        return answer(404, {});
    }
  };
};

const storageOf = (values: Map<string, string>): Pick<Storage, 'getItem' | 'setItem'> => ({
  getItem: (key) => values.get(key) ?? null,
  setItem: (key, value) => void values.set(key, value),
});

let of: Cloud;
let kept: Map<string, string>;
let life: ScreenLife;
let reloads = 0;
const start = (storage: () => Pick<Storage, 'getItem' | 'setItem'> = () => storageOf(kept)) => {
  const record = createRecordStore(storage);
  const fetcher = serve(of);
  const session = createScreenSession({
    api: 'https://api.example',
    record,
    fetch: fetcher,
    now: Date.now,
    alone: (work) => work(),
  });
  life = startScreenLife({
    origin: 'https://api.example',
    api: createApiClient('https://api.example', session, fetcher),
    session,
    record,
    fetch: fetcher,
    now: Date.now,
    setTimeout,
    description: 'a test',
    report: () => ({ version: 'b1', viewport: { width: 1, height: 1 }, showing: null }),
    reload: () => reloads++,
  });
  return session;
};
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);
const record = () => JSON.parse(kept.get('trunkline.screen') ?? '{}') as { token: string | null; previous: string | null };

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse('2026-03-02T12:00:00.000Z') });
  of = cloud();
  kept = new Map();
  reloads = 0;
});
afterEach(() => {
  life.stop();
  vi.useRealTimers();
});

const pairedWith = (token: string, madeAt = Date.now()): void => {
  of.tokens.add(token);
  kept.set('trunkline.screen', JSON.stringify({ pairing: null, token, previous: null, madeAt, revoked: false }));
};

describe('a new screen', () => {
  test('shows a code, is paired, and plays', async () => {
    start();
    await pass(0);
    expect(life.state()).toEqual({ phase: 'pairing', code: 'CODE1', revoked: false, trouble: null });
    of.waiting.set('CODE1.s', 'first');
    of.tokens.add('first');
    await pass(3_000);
    expect(life.state()).toMatchObject({ phase: 'paired', own: { screen: 's1', board: 'front' }, trouble: null });
    expect(of.seen).toBe(1);
    await pass(30_000);
    expect(of.seen).toBe(2);
  });

  test('takes a new code when the old one is over, and shows none that has expired', async () => {
    start();
    await pass(0);
    of.waiting.clear();
    await pass(3_000);
    expect(life.state()).toMatchObject({ phase: 'pairing', code: 'CODE2' });
    of.up = false;
    await pass(606_000);
    expect(life.state()).toEqual({
      phase: 'pairing',
      code: null,
      revoked: false,
      trouble: 'Trunkline cannot be reached. Check the network of this screen; it keeps trying.',
    });
    of.up = true;
    of.waiting.clear();
    await pass(5_000);
    expect(life.state()).toMatchObject({ code: 'CODE3', trouble: null });
  });

  test('a power cut at the moment of pairing strands nobody', async () => {
    start();
    await pass(0);
    life.stop();
    of.waiting.set('CODE1.s', 'first');
    of.tokens.add('first');
    start();
    await pass(0);
    expect(life.state().phase).toBe('paired');
    expect(of.codes).toBe(1);
  });

  test('works without storage until the page is left', async () => {
    start(() => {
      throw new Error('blocked');
    });
    await pass(0);
    of.waiting.set('CODE1.s', 'first');
    of.tokens.add('first');
    await pass(3_000);
    expect(life.state().phase).toBe('paired');
  });
});

describe('a paired screen', () => {
  test('starts while the cloud is away, and keeps what it has', async () => {
    pairedWith('t1');
    of.up = false;
    start();
    await pass(60_000);
    expect(life.state()).toMatchObject({ phase: 'paired', own: null });
    of.up = true;
    await pass(5_000);
    expect(life.state()).toMatchObject({ phase: 'paired', own: { board: 'front' }, trouble: null });
    of.up = false;
    await pass(40_000);
    expect(life.state()).toMatchObject({ phase: 'paired', own: { board: 'front' } });
    expect(life.state()).not.toMatchObject({ trouble: null });
    expect(record().token).toBe('t1');
  });

  test('a refusal that is not Trunkline’s is none', async () => {
    pairedWith('t1');
    start();
    await pass(0);
    of.portal = true;
    await pass(120_000);
    expect(life.state().phase).toBe('paired');
    expect(record().token).toBe('t1');
  });

  test('revoked: a new code, and why', async () => {
    pairedWith('t1');
    start();
    await pass(0);
    of.tokens.clear();
    await pass(30_000);
    expect(life.state()).toEqual({ phase: 'pairing', code: 'CODE1', revoked: true, trouble: null });
    expect(record().token).toBeNull();
  });

  test('rotates once a day and goes on with the new token', async () => {
    pairedWith('t1', Date.now() - 24 * 3_600_000);
    start();
    await pass(0);
    expect(record()).toMatchObject({ token: 'rotated1', previous: null });
    expect([...of.tokens]).toEqual(['rotated1']);
    await pass(12 * 3_600_000);
    expect(record().token).toBe('rotated1');
    await pass(12 * 3_600_000 + 30_000);
    expect(record().token).toBe('rotated2');
  });

  test('a rotation whose answer is lost is made again', async () => {
    pairedWith('t1', Date.now() - 24 * 3_600_000);
    of.loseRotation = true;
    start();
    await pass(30_000);
    expect(life.state().phase).toBe('paired');
    expect(record()).toMatchObject({ token: 'rotated2', previous: null });
  });

  test('cut between two tokens: whichever is good', async () => {
    const cut = (token: string, previous: string) =>
      kept.set('trunkline.screen', JSON.stringify({ pairing: null, token, previous, madeAt: Date.now(), revoked: false }));
    of.tokens = new Set(['old']);
    cut('never-given', 'old');
    const session = start();
    await pass(0);
    expect(life.state().phase).toBe('paired');
    expect(record()).toMatchObject({ token: 'old', previous: null });
    expect(await session.accessToken()).toBe('old');
    life.stop();
    of.tokens = new Set(['old', 'new']);
    cut('new', 'old');
    start();
    await pass(0);
    expect(record()).toMatchObject({ token: 'new', previous: null });
    expect([...of.tokens]).toEqual(['new']);
  });

  test('loads anew when it is told to while the page is open, and only then', async () => {
    pairedWith('t1');
    of.reload = 7;
    start();
    await pass(0);
    expect(reloads).toBe(0);
    of.reload = 8;
    life.look();
    await pass(0);
    expect(reloads).toBe(1);
    await pass(60_000);
    expect(reloads).toBe(1);
  });
});
