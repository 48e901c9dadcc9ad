import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { collectErrors, launchBrowser } from './browser.ts';
import { type CallSite, startCallSite } from './call-site.ts';
import { findViolations } from './find-violations.ts';
import { fillLogIn, openPage } from './log-in.ts';
import { rowsOf } from './read-page.ts';
import { userOf } from './start-stack.ts';

const soon = (read: () => Promise<unknown>) => expect.poll(read);
const screensPath = '/sites/harbour-leeds/screens';

let place: CallSite;
let browser: Browser;
let tv: Page;
let tvContext: BrowserContext;
let boss: Page;
let bossContext: BrowserContext;
let uncaught: string[];

beforeAll(async () => {
  [place, browser] = await Promise.all([startCallSite(), launchBrowser()]);
  ({ context: tvContext, page: tv } = await openPage(browser, { viewport: { width: 1920, height: 1080 }, bypassCSP: true }));
  uncaught = collectErrors(tv);
  ({ context: bossContext, page: boss } = await openPage(browser, { viewport: { width: 390, height: 800 }, bypassCSP: true }));
});
afterAll(async () => {
  await tvContext?.close();
  await bossContext?.close();
  await browser?.close();
  await place?.stop();
});

const codeOn = async (page: Page): Promise<string> => {
  const letters = page.locator('.pairing-code > span[aria-hidden]');
  await soon(async () => (await letters.allInnerTexts()).join('')).toMatch(/^[A-Z0-9]{6}$/);
  return (await letters.allInnerTexts()).join('');
};
const tile = async (title: string): Promise<string> => {
  const found = tv.locator('.board-tile').filter({ has: tv.getByRole('heading', { name: title, exact: true }) });
  return (await found.allInnerTexts()).join(' ').replace(/\s+/g, ' ');
};
const stateOf = (): Promise<string | null> => tv.locator('.screen-play').getAttribute('data-state');
const storedToken = (): Promise<string> => tv.evaluate<string>("JSON.parse(localStorage.getItem('trunkline.screen')).token");
const openMenu = async (item: string): Promise<void> => {
  await boss.getByRole('button', { name: 'More: Hall' }).click();
  await boss.getByRole('menuitem', { name: item }).click();
};

describe('a television', () => {
  it('shows a code without anybody logged in, and what to do with it', async () => {
    await tv.goto(`${place.stack.url}/screen`);
    const code = await codeOn(tv);
    expect(await tv.getByRole('img', { name: 'Address to pair this screen' }).count()).toBe(1);
    expect(await tv.getByRole('main').innerText()).toContain(`${new URL(place.stack.url).host}/pair`);
    expect(await findViolations(tv)).toEqual([]);
    await tv.reload();
    expect(await codeOn(tv)).toBe(code);
  });

  it('is paired from a phone and shows its board as it happens', async () => {
    const code = await codeOn(tv);
    const { email, password } = userOf(place.stack, 'supervisor');
    await boss.goto(`${place.stack.url}/pair?code=${code}`);
    await fillLogIn(boss, email, password);
    await soon(() => boss.getByLabel('Code').inputValue()).toBe(code);
    await boss.getByLabel('Site of the screen').selectOption('harbour-leeds');
    await boss.getByLabel('Board', { exact: true }).selectOption({ label: 'Standard wallboard' });
    await boss.getByLabel('Name of the screen').fill('Hall');
    expect(await findViolations(boss)).toEqual([]);
    await boss.getByLabel('Name of the screen').press('Enter');
    await boss.getByText('Hall shows “Standard wallboard” in a few seconds.').waitFor();

    await tv.getByRole('heading', { level: 1, name: 'Standard wallboard, Today' }).waitFor();
    await soon(stateOf).toBe('fresh');
    await soon(() => tile('Calls Ringing External In')).toMatch(/\b0\b/);
    const { pbx } = place.simulator;
    expect(pbx.inboundCall({ target: '1001', ddi: '01632960100', cli: '07700900101' })).not.toBeNull();
    await soon(() => tile('Calls Ringing External In')).toMatch(/\b1\b/);
    expect(await tv.content()).not.toContain('07700900101');
  });

  it('keeps its token to itself and out of addresses', async () => {
    const token = await storedToken();
    expect(token).toMatch(/^tls_[0-9a-f]{20}\.[\w-]{43}$/);
    expect(tv.url()).toBe(`${place.stack.url}/screen`);
    expect(await tv.content()).not.toContain(token);
  });

  it('comes back by itself after a reload and after the power was cut', async () => {
    const token = await storedToken();
    await tv.reload();
    await tv.getByRole('heading', { level: 1, name: 'Standard wallboard, Today' }).waitFor();
    await soon(() => tile('Calls Ringing External In')).toMatch(/\b1\b/);
    await place.powerCut(async () => {
      await soon(stateOf).toBe('disconnected');
    });
    await soon(stateOf).toBe('fresh');
    await soon(() => tile('Calls Ringing External In')).toMatch(/\b1\b/);
    expect(await storedToken()).toBe(token);
  });

  it('turns grey while its network is away, never without a word, and catches up', async () => {
    await tvContext.setOffline(true);
    await soon(stateOf).toBe('disconnected');
    expect(await tv.getByRole('main').innerText()).toMatch(/Disconnected\s+of \d\d:\d\d:\d\d/);
    place.simulator.pbx.hangUp('1001');
    await tvContext.setOffline(false);
    await soon(stateOf).toBe('fresh');
    await soon(() => tile('Calls Ringing External In')).toMatch(/\b0\b/);
  });
});

describe('those who look after screens', () => {
  it('see it, what it shows and since when', async () => {
    await boss.setViewportSize({ width: 1440, height: 900 });
    await boss.goto(`${place.stack.url}${screensPath}`);
    await soon(() => rowsOf(boss, 'Screens')).toMatchObject([
      { Name: expect.stringContaining('Hall') as unknown, State: expect.stringMatching(/^Online/) as unknown, Shows: 'Standard wallboard' },
    ]);
    expect(await findViolations(boss)).toEqual([]);
    await boss.setViewportSize({ width: 390, height: 800 });
    expect(await findViolations(boss)).toEqual([]);
    expect(await boss.evaluate<boolean>('document.documentElement.scrollWidth <= document.documentElement.clientWidth')).toBe(true);
  });

  it('show something else on it for a while, by keyboard', async () => {
    await boss.getByRole('button', { name: 'More: Hall' }).focus();
    await boss.keyboard.press('Enter');
    await boss.getByRole('menuitem', { name: 'Show now…' }).waitFor();
    await boss.keyboard.press('ArrowDown');
    await boss.keyboard.press('Enter');
    await boss.getByRole('dialog').waitFor();
    expect(await findViolations(boss, 'dialog')).toEqual([]);
    await boss.getByLabel('Board', { exact: true }).selectOption({ label: 'Standard dashboard' });
    await boss.getByRole('button', { name: 'Show', exact: true }).press('Enter');
    await tv.getByText('Now: Standard dashboard').waitFor();
    await tv.getByRole('heading', { level: 1, name: /^Standard dashboard/ }).waitFor();
    await openMenu('Back to its board');
    await tv.getByRole('heading', { level: 1, name: 'Standard wallboard, Today' }).waitFor();
    expect(await tv.getByText('Now:').count()).toBe(0);
  });

  it('change its board, and it follows', async () => {
    await openMenu('Change…');
    await boss.getByLabel('Board', { exact: true }).selectOption({ label: 'Standard dashboard' });
    await boss.getByRole('button', { name: 'Save' }).click();
    await tv.getByRole('heading', { level: 1, name: /^Standard dashboard/ }).waitFor();
  });

  it('have it load anew', async () => {
    await tv.evaluate('window.before = true');
    await openMenu('Reload');
    await soon(() => tv.evaluate('window.before === undefined')).toBe(true);
    await tv.getByRole('heading', { level: 1, name: /^Standard dashboard/ }).waitFor();
  });

  it('take it off: at once it shows a new code, and says why', async () => {
    const token = await storedToken();
    await openMenu('Remove…');
    await boss.getByRole('button', { name: 'Remove', exact: true }).click();
    await tv.getByText('It was taken off its site. Pair it again to go on.').waitFor();
    await codeOn(tv);
    const refused = await fetch(`${place.stack.api}/v1/screen`, { headers: { authorization: `Bearer ${token}` } });
    expect(refused.status).toBe(401);
    await boss.getByText('No screen yet').waitFor();
  });

  it('of another customer can neither pair to this site nor see its screens', async () => {
    const code = await codeOn(tv);
    const other = place.stack.users.find(({ email }) => email.endsWith('@mill-lane.example'));
    expect(other).toBeDefined();
    const headers = { authorization: `Bearer ${other?.token}`, 'content-type': 'application/json' };
    const body = JSON.stringify({ code, name: 'Theirs', board: 'standard-wallboard' });
    const paired = await fetch(`${place.stack.api}/v1${screensPath}`, { method: 'POST', headers, body });
    expect(paired.status).toBe(404);
    expect((await fetch(`${place.stack.api}/v1${screensPath}`, { headers })).status).toBe(404);
    expect(await codeOn(tv)).toBe(code);
  });

  it('and nothing went wrong unseen', () => {
    // The browser itself reports each attempt that failed while there was nothing to reach, and each refusal.
    const ours = uncaught.filter(
      (error) => !/ERR_CONNECTION_REFUSED|ERR_INTERNET_DISCONNECTED|status of (401|503)|WebSocket connection to/.test(error),
    );
    expect(ours).toEqual([]);
  });
});
