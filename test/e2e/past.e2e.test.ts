import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { collectErrors, launchBrowser } from './browser.ts';
import { type CallSite, startCallSite } from './call-site.ts';
import { findViolations } from './find-violations.ts';
import { logIn, openPage } from './log-in.ts';
import { userOf } from './start-stack.ts';

const leeds = '/sites/harbour-leeds';
const patience = { timeout: 60_000, interval: 200 };

let place: CallSite;
let browser: Browser;
let page: Page;
let errors: readonly string[];
const refused: string[] = [];
let board: string;
/** An instant at which one call was talking and one rang. */
let busy: number;

const ask = async (method: string, path: string, body?: unknown): Promise<Readonly<Record<string, unknown>>> => {
  const answer = await fetch(`${place.stack.api}/v1${leeds}${path}`, {
    method,
    headers: { authorization: `Bearer ${userOf(place.stack, 'customerAdmin').token}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  expect([path, answer.ok]).toEqual([path, true]);
  return (await answer.json()) as Readonly<Record<string, unknown>>;
};
const shownNow = (): Promise<Record<string, unknown>> => ask('GET', `/boards/${board}/views/all/figures`);
const figuresNow = async (): Promise<Readonly<Record<string, unknown>>> => (await shownNow()).figures as Readonly<Record<string, unknown>>;

const content = {
  kind: 'dashboard',
  name: 'Desk',
  views: [
    {
      id: 'all',
      name: 'All',
      displayMode: 'uniform',
      colourMode: 'none',
      tiles: [
        { kind: 'single', id: 'active', title: 'Calls now', field: { source: 'statistic', statistic: 'callsActive' } },
        { kind: 'single', id: 'inbound', title: 'Inbound', field: { source: 'statistic', statistic: 'callsInbound' } },
        {
          kind: 'grid',
          id: 'calls',
          grid: 'calls',
          columns: ['state', 'extension', 'outsideNumber'].map((name) => ({ source: 'property', property: name })),
        },
      ],
    },
  ],
};

beforeAll(async () => {
  [place, browser] = await Promise.all([startCallSite(), launchBrowser()]);
  board = String((await ask('POST', '/boards', { content, shared: true })).id);
  const { pbx } = place.simulator;
  pbx.inboundCall({ target: '1030', cli: '07700900202', ddi: '01632960130' });
  pbx.inboundCall({ target: '1031', cli: '07700900203', ddi: '01632960131' });
  pbx.answer('1031');
  await vi.waitFor(async () => expect(await figuresNow()).toMatchObject({ 'active/0': 2, 'inbound/0': 2 }), patience);
  // The page goes by whole seconds, and the site has hardly been heard of for one: a moment by the site's clock after all of it.
  busy = Math.ceil(Date.parse(String((await shownNow()).asOf)) / 1_000) * 1_000;
  await vi.waitFor(() => expect(Date.now()).toBeGreaterThan(busy + 1_000), patience);
  pbx.hangUp('1031');
  await vi.waitFor(async () => expect(await figuresNow()).toMatchObject({ 'active/0': 1 }), patience);
  ({ page } = await openPage(browser, { bypassCSP: true }));
  errors = collectErrors(page);
  page.on('response', (answer) => {
    if (answer.status() >= 400) refused.push(`${answer.status()} ${answer.url()}`);
  });
  await logIn(page, place.stack, 'customerAdmin', `${leeds}/boards/${board}/past?at=${new Date(busy).toISOString()}`);
});
afterAll(async () => {
  await browser?.close();
  await place?.stop();
});

const textOf = (name: string) =>
  expect.poll(async () => (await page.getByRole('article', { name, exact: true }).innerText()).replace(/\s+/g, ' '), { timeout: 20_000 });

describe('a board of the past', () => {
  it('shows what was there at the moment of its link, marked as the past', async () => {
    await textOf('Calls now').toMatch(/^Calls now 2\b/);
    await textOf('Inbound').toMatch(/^Inbound 2\b/);
    await expect.poll(() => page.locator('.past-board').getByText('1031').count()).toBeGreaterThan(0);
    expect(await page.locator('.past-mark').innerText()).toMatch(/The past .*\d\d:\d\d:\d\d/s);
    expect(await findViolations(page)).toEqual([]);
  });

  it('says in words that nothing is known of a moment before the site', async () => {
    await page.goto(`${place.stack.url}${leeds}/boards/${board}/past?at=${new Date(busy - 3 * 86_400_000).toISOString()}`);
    await page.getByText('Nothing is known of this moment').waitFor();
    expect(await page.locator('.board-view').count()).toBe(0);
  });

  it('steps by keys, and leads back to what is live', async () => {
    await page.goto(`${place.stack.url}${leeds}/boards/${board}/past?at=${new Date(busy).toISOString()}`);
    await textOf('Calls now').toMatch(/^Calls now 2\b/);
    await page.getByRole('slider', { name: 'Moment of the day' }).press('Alt+ArrowRight');
    await expect.poll(() => new URL(page.url()).searchParams.get('at')).not.toContain(new Date(busy).toISOString().slice(0, 19));
    await page.getByRole('link', { name: 'Back to live' }).click();
    await page.waitForURL(`**${leeds}/boards/${board}`);
    await textOf('Calls now').toMatch(/^Calls now 1\b/);
    // What the page asks for is in `refused`; the browser asks for its icon by itself.
    expect([...refused, ...errors.filter((error) => !error.startsWith('Failed to load resource'))]).toEqual([]);
  });
});
