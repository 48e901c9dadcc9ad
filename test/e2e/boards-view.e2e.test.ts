import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { collectErrors, launchBrowser } from './browser.ts';
import { type CallSite, startCallSite } from './call-site.ts';
import { expectNoSidewaysScroll } from './expect-sound.ts';
import { findViolations } from './find-violations.ts';
import { logIn, openPage } from './log-in.ts';
import { userOf } from './start-stack.ts';

const leeds = '/sites/harbour-leeds';
const soon = (read: () => Promise<unknown>) => expect.poll(read);

let place: CallSite;
let browser: Browser;
let page: Page;
let errors: readonly string[];
let board: string;
let variable: string;

interface Answer {
  readonly status: number;
  readonly etag: string | null;
  readonly body: Readonly<Record<string, unknown>>;
}

const ask = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> => {
  const answer = await fetch(`${place.stack.api}/v1${leeds}${path}`, {
    method,
    headers: { authorization: `Bearer ${userOf(place.stack, 'customerAdmin').token}`, 'content-type': 'application/json', ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: answer.status, etag: answer.headers.get('etag'), body: (await answer.json()) as Answer['body'] };
};

const statistic = (id: string) => ({ source: 'statistic', statistic: id });
const property = (name: string) => ({ source: 'property', property: name });
const grid = (id: string, kind: string, x: number, y: number, columns: readonly string[]) => ({
  kind: 'grid',
  id,
  grid: kind,
  place: { x, y, w: 12, h: 8 },
  columns: columns.map(property),
});

const content = (value: string) => ({
  kind: 'dashboard',
  name: 'Every tile',
  views: [
    {
      id: 'all',
      name: 'All tiles',
      displayMode: 'uniform',
      colourMode: 'none',
      tiles: [
        { kind: 'single', id: 'text', field: statistic('callsInbound'), colours: { background: '#17703d', foreground: '#ffffff' } },
        { kind: 'single', id: 'gauge', title: 'Inbound against target', field: statistic('callsInbound'), appearance: 'gauge', target: 2 },
        {
          kind: 'single',
          id: 'poor',
          title: 'Poor pair',
          field: statistic('callsLost'),
          colours: { background: '#ffff00', foreground: '#ffffaa' },
        },
        {
          kind: 'multi',
          id: 'list',
          title: 'List',
          appearance: 'list',
          fields: ['callsInbound', 'callsOutbound', 'callsLost'].map(statistic),
        },
        { kind: 'multi', id: 'pair', title: 'Pair', appearance: 'pair', fields: ['longestWaiting', 'callsLost'].map(statistic) },
        {
          kind: 'multi',
          id: 'cycle',
          title: 'Cycle',
          appearance: 'cycle',
          cycleSeconds: 2,
          fields: ['callsInbound', 'callsOutbound'].map(statistic),
        },
        { kind: 'single', id: 'value', field: { source: 'value', value } },
        { kind: 'serviceLevel', id: 'level' },
        { kind: 'queues', id: 'queues' },
        { kind: 'worklist', id: 'worklist' },
        { kind: 'graph', id: 'graph', title: 'Course of the day', field: statistic('callsInbound') },
        {
          kind: 'media',
          id: 'media',
          title: 'Picture',
          content: 'image',
          from: { kind: 'address', url: 'https://127.0.0.1:59999/none.png' },
        },
        {
          kind: 'single',
          id: 'filtered',
          title: 'Of one group',
          field: statistic('callsInbound'),
          filter: { kind: 'own', name: 'Front desk', spec: { huntGroup: '2001' } },
        },
        { kind: 'ticker', id: 'ticker', fields: [statistic('callsInbound'), { source: 'value', value }] },
      ],
    },
    {
      id: 'grids',
      name: 'Grids',
      displayMode: 'manual',
      colourMode: 'none',
      tiles: [
        grid('agents', 'agents', 0, 0, ['agent', 'name', 'state', 'timeInState']),
        grid('calls', 'calls', 12, 0, ['state', 'direction', 'party', 'callTime']),
        grid('extensions', 'extensions', 0, 8, ['extension', 'state', 'callWith']),
        grid('trunks', 'trunks', 12, 8, ['name', 'state', 'outsideNumber']),
      ],
    },
    {
      id: 'alarms',
      name: 'Alarms',
      displayMode: 'uniform',
      colourMode: 'none',
      tiles: [
        {
          kind: 'single',
          id: 'busy',
          title: 'Calls now',
          field: statistic('callsActive'),
          colours: { background: '#1c4f82', foreground: '#ffffff' },
          alarms: [
            { id: 'some', comparison: 'above', value: 0, word: 'Busy', background: '#7a4300', flash: true },
            { id: 'many', comparison: 'above', value: 5, word: 'Too busy', fill: true },
          ],
        },
        { kind: 'single', id: 'lost', field: statistic('callsLost') },
      ],
    },
  ],
});

/** A call in several states, so that every tile has something to show. */
const fillSite = ({ simulator: { pbx } }: CallSite): void => {
  pbx.logOn('5001', '1001');
  pbx.inboundCall({ target: '2001', cli: '07700900201', ddi: '01632960200' });
  pbx.inboundCall({ target: '1030', cli: '07700900202', ddi: '01632960130' });
  pbx.inboundCall({ target: '1031', cli: '07700900203', ddi: '01632960131' });
  pbx.answer('1031');
};

beforeAll(async () => {
  [place, browser] = await Promise.all([startCallSite(), launchBrowser()]);
  fillSite(place);
  const made = await ask('POST', '/variables', { name: 'Target today', value: '250 calls' });
  variable = String(made.body.id);
  const answer = await ask('POST', '/boards', { content: content(`variable:${variable}`), shared: true });
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  board = String(answer.body.id);
  ({ page } = await openPage(browser, { viewport: { width: 1920, height: 1080 }, bypassCSP: true }));
  errors = collectErrors(page);
  await logIn(page, place.stack, 'customerAdmin', `${leeds}/boards/${board}`);
});

afterAll(async () => {
  await browser?.close();
  await place?.stop();
});

const isFresh = (timeout = 20_000): Promise<void> => page.locator('.board-view[data-state="fresh"]').waitFor({ timeout });
const goTo = async (view: string): Promise<void> => {
  await page.goto(`${place.stack.url}${leeds}/boards/${board}?view=${view}`);
  await isFresh();
};
const tile = (name: string) => page.getByRole('article', { name, exact: true });
const textOf = (name: string) => soon(async () => (await tile(name).innerText()).replace(/\s+/g, ' '));

/** Figures, titles and words that reach out of their tile. */
const cut = (): Promise<readonly string[]> =>
  page.evaluate<
    readonly string[]
  >(`[...document.querySelectorAll('.tile-figure, .tile-title, .tile-list :is(dt, dd), .tile-name, .tile-target')]
    .filter((element) => {
      const own = element.getBoundingClientRect();
      const box = element.closest('.tile-face').getBoundingClientRect();
      return own.left < box.left - 1 || own.right > box.right + 1 || own.top < box.top - 1 || own.bottom > box.bottom + 1;
    })
    .map((element) => element.textContent)`);

describe('a board', () => {
  it('shows tiles of every kind with the figures of the site, readable in light and dark, nothing cut from phone to 4K', async () => {
    await goTo('all');
    await textOf('Calls Inbound').toMatch(/^Calls Inbound 3$/);
    expect(await tile('Inbound against target').getByRole('meter').getAttribute('aria-valuetext')).toBe('3, 150 % of 2');
    await textOf('List').toMatch(/Calls Inbound 3 Calls Outbound 0 Calls Lost 0/);
    await textOf('Pair').toMatch(/Longest Waiting .*\d\d:\d\d:\d\d Calls Lost .*0/);
    await textOf('Cycle').toMatch(/Calls Outbound 0 2 of 2/);
    await textOf('Target today').toBe('Target today 250 calls');
    await textOf('Service Level').toMatch(/% .*target 80.00 % .*answered within/);
    await textOf('Hunt groups').toMatch(/Group Waiting Longest Agents free .*Front Desk/);
    await textOf('Lost calls to return').toMatch(/Nobody waits for a call back/);
    // The course is a minute old at most, the figure beside it is not.
    await textOf('Course of the day').toMatch(/^Course of the day 3 Lowest 0 .* last \d/);
    await textOf('Picture').toMatch(/cannot be shown\. It is tried again/);
    await textOf('Of one group').toMatch(/Of one group Front desk \(\+\) 1/);
    expect(await tile('Calls Inbound').getByRole('link').getAttribute('href')).toContain('/figures/explain?statistic=callsInbound');
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      expect(await findViolations(page), colorScheme).toEqual([]);
    }
    for (const [width, height] of [
      [3840, 2160],
      [1920, 1080],
      [360, 740],
    ] as const) {
      await page.setViewportSize({ width, height });
      await soon(() => cut()).toEqual([]);
      await expectNoSidewaysScroll(page, `the board at ${width}`);
    }
    await page.setViewportSize({ width: 1920, height: 1080 });
    // What cannot be fetched is said on the page, such as the picture that is not there; programs must not fail.
    expect(errors.filter((error) => !error.startsWith('Failed to load resource'))).toEqual([]);
  });

  it('shows by itself what others change: a value, the board', async () => {
    await goTo('all');
    expect((await ask('PUT', `/variables/${variable}`, { name: 'Target today', value: '300 calls' })).status).toBe(200);
    await textOf('Target today').toBe('Target today 300 calls');
    const { body, etag } = await ask('GET', `/boards/${board}`);
    const text = JSON.stringify(body.content).replace('"Poor pair"', '"Lost today"');
    const saved = await ask('PUT', `/boards/${board}`, { content: JSON.parse(text), shared: true }, { 'if-match': etag ?? '' });
    expect(saved.status).toBe(200);
    await textOf('Lost today').toBe('Lost today 0');
    await textOf('Calls Inbound').toMatch(/^Calls Inbound 3$/);
  });

  it('lists agents, calls, extensions and trunks as tables, sorted as wanted and remembered', async () => {
    await goTo('grids');
    const rows = (name: string) => page.getByRole('table', { name, exact: true }).locator('tbody tr');
    await soon(() => rows('Calls').count()).toBe(3);
    await soon(async () => (await rows('Calls').first().innerText()).replace(/\s+/g, ' ')).toMatch(
      /Ringing in Inbound 07700900201 \d:\d\d/,
    );
    expect(await rows('Calls').first().getAttribute('data-tone')).toBe('yellow');
    await soon(() => rows('Trunks').count()).toBe(3);
    const agents = page.getByRole('table', { name: 'Agents', exact: true });
    const first = async (): Promise<string> => (await agents.locator('tbody th').first().innerText()).trim();
    expect(await first()).toMatch(/5001$/);
    await agents.getByRole('button', { name: 'Name' }).click();
    await agents.getByRole('button', { name: 'Name' }).click();
    expect(await agents.getByRole('columnheader', { name: 'Name' }).getAttribute('aria-sort')).toBe('descending');
    const last = await first();
    expect(last).not.toMatch(/5001$/);
    expect(await findViolations(page)).toEqual([]);
    await goTo('grids');
    expect(await first()).toBe(last);
  });

  it('flashes at most twice a second while an alarm lasts, stands when paused, and says what changes', async () => {
    await page.emulateMedia({ reducedMotion: 'no-preference' });
    await goTo('alarms');
    const spoken = page.getByRole('status', { name: 'Alarms' });
    await textOf('Calls now').toMatch(/Calls now Busy 3/);
    await soon(() => spoken.innerText()).toBe('Calls now: Busy.');
    const swapsIn = (ms: number): Promise<number> =>
      page.evaluate<number>(`new Promise((resolve) => {
        let swaps = 0;
        const observer = new MutationObserver((changes) => { swaps += changes.length; });
        observer.observe(document.querySelector('.board-view'), { attributes: true, attributeFilter: ['data-swapped'] });
        setTimeout(() => { observer.disconnect(); resolve(swaps); }, ${ms});
      })`);
    const swaps = await swapsIn(3_000);
    // Two swaps are one flash: no more than two flashes a second, and some.
    expect(swaps).toBeGreaterThanOrEqual(2);
    expect(swaps).toBeLessThanOrEqual(12);
    await page.keyboard.press('p');
    await page.getByRole('button', { name: /Go on/ }).waitFor();
    expect(await swapsIn(1_200)).toBe(0);
    await page.keyboard.press('p');
    const { pbx } = place.simulator;
    for (const target of ['1021', '1022', '1032']) pbx.inboundCall({ target, cli: '07700900300', ddi: '01632960121' });
    await page.locator('[data-filling]').waitFor();
    await textOf('Calls now').toMatch(/Too busy 6/);
    await page.keyboard.press('Escape');
    await soon(() => page.locator('[data-filling]').count()).toBe(0);
    pbx.answer('1021');
    pbx.hangUp('1021');
    await soon(() => spoken.innerText()).toBe('Calls now: Busy.');
  });

  it('turns grey when the connection is lost, says since when, and comes back by itself', async () => {
    await goTo('alarms');
    await page.context().setOffline(true);
    await page.locator('.board-view[data-state="disconnected"]').waitFor();
    await soon(() => page.locator('.board-banner').innerText()).toMatch(/Disconnected\s+of \d\d:\d\d:\d\d/);
    await page.context().setOffline(false);
    await isFresh();
    place.cable.cut();
    await page.locator('.board-view[data-state="old"]').waitFor();
    await soon(() => page.locator('.board-banner').innerText()).toMatch(/no link to the PBX/);
    place.cable.mend();
    // The edge agent waits ever longer between its tries to call the PBX.
    await isFresh(45_000);
  });
});
