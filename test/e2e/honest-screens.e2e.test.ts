import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { collectErrors, launchBrowser } from './browser.ts';
import { type CallSite, startCallSite } from './call-site.ts';
import { fillLogIn, logIn, openPage } from './log-in.ts';
import { readConnection, readLamp, readTotals, rowsOf } from './read-page.ts';
import { userOf } from './start-stack.ts';

const calls = 'Calls in progress';
const leeds = '/sites/harbour-leeds/live';
const soon = (read: () => Promise<unknown>) => expect.poll(read);

let place: CallSite;
let browser: Browser;

beforeAll(async () => {
  [place, browser] = await Promise.all([startCallSite(), launchBrowser()]);
});

afterAll(async () => {
  await browser?.close();
  await place?.stop();
});

const banner = async (page: Page): Promise<string> => (await page.locator('p.banner').allInnerTexts()).join('\n');
const isMarked = async (page: Page): Promise<boolean> => (await page.locator('.live-page[data-stale]').count()) === 1;
const tokens = (page: Page): Promise<string | null> => page.evaluate<string | null>("sessionStorage.getItem('trunkline.tokens')");
const expectWell = async (page: Page): Promise<void> => {
  await soon(() => readConnection(page)).toMatch(/^Connected/);
  await soon(() => isMarked(page)).toBe(false);
};

describe('who may come in', () => {
  it('says that a password is wrong, without saying whether the person exists', async () => {
    const { context, page } = await openPage(browser);
    const { email, password } = userOf(place.stack, 'customerAdmin');
    await page.goto(place.stack.url);
    await fillLogIn(page, email, 'not-the-password');
    const alert = page.getByRole('alert');
    await soon(() => alert.allInnerTexts()).toEqual(['E-mail address or password is wrong.']);
    expect(await page.getByLabel('E-mail address').inputValue()).toBe(email);
    await fillLogIn(page, 'nobody@harbour-hotels.example', 'not-the-password');
    await soon(() => page.getByLabel('E-mail address').inputValue()).toBe('nobody@harbour-hotels.example');
    expect(await alert.allInnerTexts()).toEqual(['E-mail address or password is wrong.']);
    await fillLogIn(page, email, password);
    await page.getByRole('button', { name: 'User menu: Ines Harper' }).waitFor();
    await context.close();
  });

  it("shows the not-found page for another customer's and another reseller's site, as for one that does not exist", async () => {
    const { context, page } = await openPage(browser);
    await logIn(page, place.stack, 'supervisor');
    for (const site of ['mill-lane-surgery', 'quarry-ripon', 'no-such-site']) {
      for (const path of ['live', 'calls']) {
        await page.goto(`${place.stack.url}/sites/${site}/${path}`);
        await page.getByText(`There is no site “${site}” that you may see`).waitFor();
        expect(await page.getByRole('heading', { level: 1 }).allInnerTexts()).toEqual(['Not found']);
      }
    }
    await context.close();
  });

  it('ends the session at log-out: page, tab and refresh token', async () => {
    const { context, page } = await openPage(browser);
    await logIn(page, place.stack, 'supervisor', leeds);
    await soon(() => readConnection(page)).toMatch(/^Connected/);
    const { refreshToken } = JSON.parse((await tokens(page)) ?? '{}') as { refreshToken?: string };
    expect(refreshToken).toEqual(expect.any(String));
    await page.getByRole('button', { name: /^User menu/ }).click();
    await page.getByRole('menuitem', { name: 'Log out' }).click();
    await page.getByRole('heading', { name: 'You are logged out' }).waitFor();
    await page.waitForURL(`${place.stack.url}/`);
    await soon(() => tokens(page)).toBeNull();
    await page.goBack();
    await page.getByRole('heading', { name: 'You are logged out' }).waitFor();
    expect(await rowsOf(page, 'Hunt groups')).toEqual([]);

    const config = (await (await fetch(`${place.stack.url}/config.json`)).json()) as { issuer: string; clientId: string };
    const again = await fetch(`${config.issuer}/token`, {
      method: 'POST',
      body: new URLSearchParams({ grant_type: 'refresh_token', refresh_token: refreshToken ?? '', client_id: config.clientId }),
    });
    expect(again.status).toBe(400);
    await page.getByRole('button', { name: 'Log in' }).click();
    await page.getByLabel('Password').waitFor();
    await context.close();
  });
});

describe('what is not known', () => {
  it('says that no agent has reported from a site, where zeroes would look like a quiet day', async () => {
    const { context, page } = await openPage(browser);
    await logIn(page, place.stack, 'supervisor', '/sites/harbour-york/live');
    await soon(() => readConnection(page)).toMatch(/^No agent yet/);
    await soon(() => banner(page)).toMatch(/No Trunkline agent has reported/);
    expect(await isMarked(page)).toBe(true);
    await context.close();
  });
});

describe('when something breaks', () => {
  let context: BrowserContext;
  let page: Page;
  let uncaught: string[];

  beforeAll(async () => {
    ({ context, page } = await openPage(browser));
    uncaught = collectErrors(page);
    await logIn(page, place.stack, 'supervisor', leeds);
  });
  afterAll(() => context?.close());

  it('marks the figures while the browser is offline, and catches up by itself', async () => {
    const { pbx } = place.simulator;
    await expectWell(page);
    await soon(() => readLamp(page, '1001')).toBe('1001 Alice Marsh Idle');
    await context.setOffline(true);
    await soon(() => readConnection(page)).toMatch(/^(Offline|Reconnecting)/);
    await soon(() => banner(page)).toMatch(/The connection to Trunkline is lost\. Figures are those of \d\d:\d\d:\d\d/);
    expect(await isMarked(page)).toBe(true);
    expect(pbx.inboundCall({ target: '1001', ddi: '01632960100', cli: '07700900101' })).not.toBeNull();
    pbx.answer('1001');
    await context.setOffline(false);
    await expectWell(page);
    await soon(() => rowsOf(page, calls)).toMatchObject([{ State: 'Connected', At: 'Alice Marsh 1001', Trunk: 'SIP line 1 94101' }]);
    await soon(() => readTotals(page)).toMatchObject({ 'In progress': '1', Inbound: '1', Answered: '1' });
    expect(await banner(page)).toBe('');
  });

  it('says that the link to the PBX is down, what that means, and lists the gap afterwards', async () => {
    const { pbx } = place.simulator;
    place.cable.cut();
    await soon(() => readConnection(page)).toMatch(/^PBX link down/);
    await soon(() => banner(page)).toMatch(/The agent has had no link to the PBX since \d\d:\d\d:\d\d/);
    expect(await isMarked(page)).toBe(true);
    pbx.hangUp('1001');
    expect(pbx.inboundCall({ target: '1002', ddi: '01632960100', cli: '07700900102' })).not.toBeNull();
    await soon(() => rowsOf(page, calls)).toMatchObject([{ State: 'Connected unconfirmed', At: 'Alice Marsh 1001' }]);
    place.cable.mend();
    await expectWell(page);
    await soon(() => rowsOf(page, calls)).toMatchObject([{ State: 'Ringing', At: 'Ben Okafor 1002' }]);
    await soon(() => readTotals(page)).toMatchObject({ 'In progress': '1', Inbound: '2', Answered: '1' });

    await page.getByRole('link', { name: 'Calls', exact: true }).click();
    await soon(() => page.locator('tr.gap-row').allInnerTexts()).toEqual([
      expect.stringMatching(/No link to the PBX, .*: calls of that time are missing or incomplete\./),
    ]);
    const known = async () => (await rowsOf(page, 'Calls')).filter((row) => row.From !== undefined);
    await soon(known).toMatchObject([
      { Outcome: 'In progress', From: '07700900102', To: 'Ben Okafor 1002' },
      { Outcome: 'Answered', From: '07700900101', To: expect.stringContaining('end inferred') as unknown },
    ]);
    await page.getByRole('link', { name: 'Live', exact: true }).click();
    await soon(() => page.getByText(/^Incomplete since \d\d:\d\d: .* of today not seen$/).count()).toBe(1);
  });

  it('marks the figures while the service is gone, and shows the right ones when it is back on its data', async () => {
    const { pbx } = place.simulator;
    await expectWell(page);
    await place.powerCut(async () => {
      await soon(() => readConnection(page)).toMatch(/^Reconnecting/);
      await soon(() => banner(page)).toMatch(/The connection to Trunkline is lost/);
      expect(await isMarked(page)).toBe(true);
      await soon(() => rowsOf(page, calls)).toMatchObject([{ State: 'Ringing', At: 'Ben Okafor 1002' }]);
      pbx.answer('1002');
    });
    await expectWell(page);
    await soon(() => rowsOf(page, calls)).toMatchObject([{ State: 'Connected', At: 'Ben Okafor 1002' }]);
    await soon(() => readTotals(page)).toMatchObject({ 'In progress': '1', Inbound: '2', Answered: '2' });
    pbx.hangUp('1002');
    await page.getByText('No call in progress').waitFor();
    await soon(() => readTotals(page)).toMatchObject({ 'In progress': '0', Inbound: '2', Answered: '2', Lost: '0' });
    // The browser itself reports each attempt that failed or found the service starting; nothing of ours may go wrong over it.
    expect(
      uncaught.filter((error) => !/ERR_CONNECTION_REFUSED|ERR_INTERNET_DISCONNECTED|status of 503|WebSocket connection to/.test(error)),
    ).toEqual([]);
  });
});

describe('what is not for everybody', () => {
  it("hides numbers of other people's calls from an agent, and says that it does", async () => {
    const { pbx } = place.simulator;
    const { context, page } = await openPage(browser);
    await logIn(page, place.stack, 'agent');
    await soon(() => readConnection(page)).toMatch(/^Connected/);
    pbx.inboundCall({ target: '1001', ddi: '01632960100', cli: '07700900111' });
    pbx.inboundCall({ target: '1003', ddi: '01632960100', cli: '07700900113' });
    await soon(() => rowsOf(page, calls)).toMatchObject([
      { Who: 'Inbound 07700900111', At: 'Alice Marsh 1001' },
      { Who: 'Inbound Hidden', At: 'Chloe Byrne 1003' },
    ]);
    expect(await page.content()).not.toContain('07700900113');
    pbx.hangUp('1001');
    pbx.hangUp('1003');
    await page.getByText('No call in progress').waitFor();
    await page.getByRole('link', { name: 'Calls', exact: true }).click();
    await soon(async () => (await rowsOf(page, 'Calls')).map((row) => row.From)).toContain('07700900111');
    expect(await page.content()).not.toContain('07700900113');
    await context.close();
  });

  it('shows a screen its board and nothing else', async () => {
    const { context, page } = await openPage(browser);
    await logIn(page, place.stack, 'screen');
    await soon(() => page.title()).toBe('Live · Harbour Leeds · Trunkline');
    await soon(() => readConnection(page)).toMatch(/^Connected/);
    await soon(() => page.getByRole('navigation').getByRole('link').allInnerTexts()).toEqual(['Live', 'Boards']);
    await page.goto(`${place.stack.url}/sites/harbour-leeds/calls`);
    await page.getByText('Your role does not allow this').waitFor();
    await context.close();
  });
});
