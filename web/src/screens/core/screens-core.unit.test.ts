import { describe, expect, test } from 'vitest';
import { buildOf, isNewDeployment, shortBuild } from './deployment.ts';
import { parseOwnScreen } from './own-screen.ts';
import { newScreen, parseScreenRecord } from './screen-record.ts';
import { intervalSeconds, parseScreenSearch } from './screen-search.ts';
import { turnAt, viewsInTurn } from './turn.ts';

describe('what a screen keeps', () => {
  test.each([null, '', 'garbage', '[]', '"x"', '{"token":7,"pairing":{"code":"A"}}'])('%j is a new screen', (text) => {
    expect(parseScreenRecord(text)).toEqual(newScreen);
  });
  test('comes back as it was written', () => {
    const record = {
      pairing: { code: 'KQ7TWX', pairing: 'KQ7TWX.s', expiresAt: 5 },
      token: 'tls_1',
      previous: 'tls_0',
      madeAt: 7,
      revoked: true,
    };
    expect(parseScreenRecord(JSON.stringify(record))).toEqual(record);
  });
});

describe('what a screen is told', () => {
  const told = {
    screen: 's1',
    name: 'Hall',
    site: { site: 'harbour', name: 'Harbour', customerName: 'Bakery', timeZone: 'Europe/London', resetTime: '02:00' },
    board: 'front',
    view: null,
    cycleSeconds: 20,
    reload: 1,
    show: { board: 'alarm', view: 'v2', until: '2026-03-02T12:00:00.000Z' },
  };
  test('is taken over', () => {
    expect(parseOwnScreen(told)).toEqual({
      screen: 's1',
      name: 'Hall',
      site: { site: 'harbour', name: 'Harbour', timeZone: 'Europe/London', resetTime: '02:00' },
      board: 'front',
      view: null,
      cycleSeconds: 20,
      reload: 1,
      show: { board: 'alarm', view: 'v2', until: 1_772_452_800_000 },
    });
  });
  test('a zone that this browser does not know becomes UTC; anything else that is no screen is none', () => {
    expect(parseOwnScreen({ ...told, site: { ...told.site, timeZone: 'Mars/Base' } })?.site.timeZone).toBe('UTC');
    for (const wrong of [null, 'x', [], {}, { ...told, board: '' }, { ...told, site: null }]) expect(parseOwnScreen(wrong)).toBeNull();
  });
});

describe('words of the address', () => {
  test('only the known ones', () => {
    expect(parseScreenSearch({ playlist: 'a,b', interval: 30, theme: 'dark', other: 1 })).toEqual({
      playlist: 'a,b',
      interval: '30',
      theme: 'dark',
    });
    expect(parseScreenSearch({ playlist: '', interval: {}, theme: 'pink' })).toEqual({});
  });
  test.each([
    ['30s', 30],
    ['2m', 120],
    ['45', 45],
    ['1s', 5],
    ['999m', 3_600],
    ['soon', null],
    ['', null],
    [undefined, null],
  ] as const)('interval %j is %j seconds', (interval, seconds) => {
    expect(intervalSeconds(interval)).toBe(seconds);
  });
});

describe('views in turn', () => {
  const views = [
    { id: 'v1', name: 'Sales' },
    { id: 'v2', name: 'Service' },
    { id: 'v3', name: 'Lost' },
  ];
  const ids = (list: readonly { id: string }[]) => list.map(({ id }) => id);
  test('all, the one that is set, or those of the playlist', () => {
    expect(ids(viewsInTurn(views, null, undefined))).toEqual(['v1', 'v2', 'v3']);
    expect(ids(viewsInTurn(views, 'v2', undefined))).toEqual(['v2']);
    expect(ids(viewsInTurn(views, 'gone', undefined))).toEqual(['v1', 'v2', 'v3']);
    expect(ids(viewsInTurn(views, 'v2', ' lost, v1,nothing'))).toEqual(['v3', 'v1']);
    expect(ids(viewsInTurn(views, null, 'nothing'))).toEqual(['v1', 'v2', 'v3']);
  });
  test('change together everywhere', () => {
    const seen = [0, 19_999, 20_000, 40_000, 60_000].map((now) => turnAt(views, 20, now)?.id);
    expect(seen).toEqual(['v1', 'v1', 'v2', 'v3', 'v1']);
    expect(turnAt([], 20, 5)).toBeNull();
  });
});

describe('a new deployment', () => {
  const html = '<script src="/theme.js"></script><script type="module" crossorigin src="/assets/index-BhX2.js"></script>';
  test('is told by the entry script', () => {
    expect(buildOf(html)).toBe('/assets/index-BhX2.js');
    expect(shortBuild('/assets/index-BhX2.js')).toBe('index-BhX2');
    expect(buildOf('<html></html>')).toBeNull();
    expect(shortBuild(null)).toBe('unknown');
  });
  test('is loaded once an hour at most', () => {
    const facts = { ours: '/a.js', theirs: '/b.js', last: null, now: 10_000_000 };
    expect(isNewDeployment(facts)).toBe(true);
    expect(isNewDeployment({ ...facts, theirs: '/a.js' })).toBe(false);
    expect(isNewDeployment({ ...facts, theirs: null })).toBe(false);
    expect(isNewDeployment({ ...facts, ours: null })).toBe(false);
    expect(isNewDeployment({ ...facts, last: { build: '/b.js', at: 10_000_000 - 3_599_999 } })).toBe(false);
    expect(isNewDeployment({ ...facts, last: { build: '/b.js', at: 10_000_000 - 3_600_000 } })).toBe(true);
    expect(isNewDeployment({ ...facts, last: { build: '/c.js', at: 9_999_999 } })).toBe(true);
  });
});
