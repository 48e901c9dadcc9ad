import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from './browser.ts';
import { type CallSite, startCallSite } from './call-site.ts';
import { expectNoSidewaysScroll } from './expect-sound.ts';
import { findViolations } from './find-violations.ts';
import { walkFocus } from './keyboard.ts';
import { logIn, openPage } from './log-in.ts';
import { rowsOf } from './read-page.ts';

const leeds = '/sites/harbour-leeds';
const live = `${leeds}/live`;
const soon = (read: () => Promise<unknown>) => expect.poll(read);
const sizes = [
  { name: 'phone', viewport: { width: 360, height: 740 } },
  { name: 'desk', viewport: { width: 1440, height: 900 } },
] as const;
const schemes = ['light', 'dark'] as const;

let place: CallSite;
let browser: Browser;

/** A board with something on it: a call in each state, agents in several, a phone in do not disturb, and an ended call in the list. */
const fillSite = ({ simulator: { pbx } }: CallSite): void => {
  pbx.inboundCall({ target: '2001', cli: '07700900201', ddi: '01632960200' });
  pbx.logOn('5001', '1001');
  pbx.logOn('5002', '1002');
  pbx.inboundCall({ target: '1030', cli: '07700900202', ddi: '01632960130' });
  pbx.inboundCall({ target: '1031', cli: '07700900203', ddi: '01632960131' });
  pbx.answer('1031');
  pbx.inboundCall({ target: '1032', cli: '', ddi: '01632960132' });
  pbx.answer('1032');
  pbx.hold('1032');
  pbx.outboundCall({ from: '1033', number: '01632960555' });
  pbx.setDnd('1034', 1, 'back at three');
  pbx.inboundCall({ target: '1021', cli: '07700900204', ddi: '01632960300' });
  pbx.answer('1021');
  pbx.consult('1021', '1022');
  pbx.answer('1022');
  pbx.transfer('1021');
  pbx.hangUp('1022');
};

beforeAll(async () => {
  [place, browser] = await Promise.all([startCallSite(), launchBrowser()]);
});

afterAll(async () => {
  await browser?.close();
  await place?.stop();
});

const connected = async (page: Page): Promise<void> => {
  await page.getByRole('list', { name: 'Extensions' }).waitFor();
};
const showsCalls = async (page: Page): Promise<void> => {
  await soon(async () => (await rowsOf(page, 'Calls in progress')).length).toBeGreaterThanOrEqual(5);
};
const openFirstCall = async (page: Page): Promise<void> => {
  await page.goto(`${place.stack.url}${leeds}/calls`);
  await page
    .getByRole('row')
    .filter({ hasText: '07700900204' })
    .getByRole('button', { name: /^Details/ })
    .click();
  await soon(async () => (await rowsOf(page, 'Segments of the call')).length).toBe(2);
};

it('has a site with calls in every state to look at', async () => {
  const { context, page } = await openPage(browser);
  await logIn(page, place.stack, 'supervisor', live);
  await connected(page);
  fillSite(place);
  await showsCalls(page);
  await context.close();
});

describe.each(sizes)('on a $name', ({ viewport }) => {
  it.each(schemes)('shows every page in %s without a fault that axe knows, and without scrolling sideways', async (colorScheme) => {
    const { context, page } = await openPage(browser, { viewport, colorScheme, bypassCSP: true });
    await page.goto(place.stack.url);
    await page.getByLabel('Password').waitFor();
    expect(await findViolations(page), 'log-in').toEqual([]);
    await expectNoSidewaysScroll(page);

    await logIn(page, place.stack, 'supervisor', live);
    await showsCalls(page);
    expect(await findViolations(page), 'live').toEqual([]);
    await expectNoSidewaysScroll(page);

    await openFirstCall(page);
    expect(await findViolations(page), 'calls, one opened').toEqual([]);
    await expectNoSidewaysScroll(page);

    await page.getByRole('link', { name: 'Open this call on its own page' }).click();
    await soon(async () => (await rowsOf(page, 'Segments of the call')).length).toBe(2);
    expect(await findViolations(page), 'a call').toEqual([]);
    await expectNoSidewaysScroll(page);

    await page.goto(`${place.stack.url}${leeds}/service-levels`);
    await page.getByRole('heading', { name: 'What counts at this site' }).waitFor();
    expect(await findViolations(page), 'service levels').toEqual([]);
    await expectNoSidewaysScroll(page);

    await page.goto(`${place.stack.url}${leeds}/boards-text?of=reports`);
    await page.getByRole('navigation', { name: 'Reports' }).getByRole('link', { name: 'As text', exact: true }).waitFor();
    await page.getByRole('checkbox', { name: /^Calls By DDI/ }).waitFor();
    expect(await findViolations(page), 'reports as text').toEqual([]);
    await expectNoSidewaysScroll(page);

    await page.goto(`${place.stack.url}/sites/no-such-site/live`);
    await page.getByRole('heading', { name: 'Not found' }).waitFor();
    expect(await findViolations(page), 'not found').toEqual([]);
    await context.close();
  });

  it('is walked through by Tab alone, missing nothing, with the focus always to be seen', async () => {
    const { context, page } = await openPage(browser, { viewport });
    await logIn(page, place.stack, 'supervisor', live);
    await showsCalls(page);
    const onLive = await walkFocus(page);
    expect(onLive.invisible).toEqual([]);
    expect(onLive.missed).toEqual([]);
    expect(onLive.stops).toEqual(
      expect.arrayContaining(['Skip to content', 'Live', 'Calls', 'Pause', 'Hunt groups', 'Agents', 'Extensions']),
    );

    await openFirstCall(page);
    const onCalls = await walkFocus(page);
    expect(onCalls.invisible).toEqual([]);
    expect(onCalls.missed).toEqual([]);
    expect(onCalls.stops).toEqual(expect.arrayContaining(['Yesterday', 'Open this call on its own page']));
    await context.close();
  });
});

describe('menus and switches', () => {
  let context: BrowserContext;
  let page: Page;

  beforeAll(async () => {
    ({ context, page } = await openPage(browser, { bypassCSP: true }));
    await logIn(page, place.stack, 'supervisor', live);
  });
  afterAll(() => context?.close());

  it('are without fault when open: sites, theme, person, meanings', async () => {
    await showsCalls(page);
    for (const open of [
      () => page.getByRole('combobox', { name: 'Site' }).click(),
      () => page.getByRole('button', { name: /^Theme/ }).click(),
      () => page.getByRole('button', { name: /^User menu/ }).click(),
      () => page.getByRole('button', { name: 'What do these count?' }).click(),
    ]) {
      await open();
      await page.locator('.popover').waitFor();
      // The rest of the page is closed off while one is open; what is open must be sound in itself.
      expect(await findViolations(page, '.popover'), 'open menu').toEqual([]);
      await page.keyboard.press('Escape');
      await soon(() => page.locator('.popover').count()).toBe(0);
    }
  });

  it('remember dark and light across a reload, against the wish of the system', async () => {
    const background = () => page.evaluate<string>('getComputedStyle(document.body).backgroundColor');
    const light = await background();
    await page.getByRole('button', { name: /^Theme/ }).click();
    await page.getByRole('menuitemradio', { name: 'Dark' }).click();
    await soon(background).not.toBe(light);
    const dark = await background();
    await page.reload();
    await connected(page);
    expect(await background()).toBe(dark);
    await page.getByRole('button', { name: 'Theme: Dark' }).waitFor();
  });
});

describe('on a wall screen', () => {
  it.each([{ viewport: { width: 1920, height: 1080 } }, { viewport: { width: 1280, height: 720 } }])(
    'hides what nobody there can press and keeps its width, $viewport.width wide',
    async ({ viewport }) => {
      const { context, page } = await openPage(browser, { viewport, bypassCSP: true });
      await logIn(page, place.stack, 'screen', `${live}?kiosk`);
      await showsCalls(page);
      for (const name of ['Pause', /^User menu/, /^Theme/, 'What do these count?']) {
        expect(await page.getByRole('button', { name }).count(), String(name)).toBe(0);
      }
      expect(await page.getByRole('combobox').count()).toBe(0);
      expect(await page.getByRole('navigation').count()).toBe(0);
      expect(await page.getByRole('searchbox').count()).toBe(0);
      await page.getByRole('region', { name: 'Connection' }).waitFor();
      await page.getByText('Harbour Leeds').first().waitFor();
      await expectNoSidewaysScroll(page);
      expect(await findViolations(page), 'wall').toEqual([]);
      await context.close();
    },
  );

  it('fits a business of this size into 1920 x 1080, since nobody scrolls a wall', async () => {
    const { pbx } = place.simulator;
    const { context, page } = await openPage(browser, { viewport: { width: 1920, height: 1080 } });
    await logIn(page, place.stack, 'screen', `${live}?kiosk`);
    for (const agent of ['5003', '5004', '5005', '5006', '5011', '5012', '5013', '5014', '5015']) pbx.logOn(agent, agent.replace('5', '1'));
    while (pbx.inboundCall({ target: '2000', cli: '07700900205', ddi: '01632960100' }) !== null);
    await soon(async () => (await rowsOf(page, 'Calls in progress')).length).toBe(12);
    await soon(async () => (await rowsOf(page, 'Agents')).length).toBe(11);
    await soon(() => page.evaluate<number>('document.documentElement.scrollHeight - innerHeight')).toBeLessThanOrEqual(0);
    await context.close();
  });
});
