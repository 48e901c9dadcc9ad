import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { collectErrors, launchBrowser } from './browser.ts';
import { expectSound } from './expect-sound.ts';
import { walkFocus } from './keyboard.ts';
import { logIn, openPage } from './log-in.ts';
import { rowsOf } from './read-page.ts';
import { type RunningStack, startStack } from './start-stack.ts';

const root = '/sites/harbour-leeds/configuration';
const soon = (read: () => Promise<unknown>) => expect.poll(read);

let stack: RunningStack;
let browser: Browser;

beforeAll(async () => {
  [stack, browser] = await Promise.all([startStack(['--port', '0', '--rate', '1']), launchBrowser()]);
});

afterAll(async () => {
  await browser?.close();
  await stack?.stop();
});

const openPart = async (page: Page, part: string, heading: string): Promise<void> => {
  await page.getByRole('navigation', { name: 'Site' }).getByRole('link', { name: part, exact: true }).click();
  await page.getByRole('heading', { level: 1, name: heading }).waitFor();
};
const dialog = (page: Page) => page.getByRole('dialog');
/** Asks what would change, reads it, saves. */
const saveReviewed = async (page: Page, words: readonly string[]): Promise<void> => {
  await dialog(page).getByRole('button', { name: 'Next' }).click();
  await confirm(page, words);
};
const confirm = async (page: Page, words: readonly string[]): Promise<void> => {
  await dialog(page).getByRole('heading', { name: 'This would change' }).waitFor();
  expect(await dialog(page).getByRole('listitem').allInnerTexts()).toEqual(words);
  await dialog(page).getByRole('button', { name: 'Save' }).click();
  await soon(() => dialog(page).count()).toBe(0);
};
const told = async (page: Page) => (await page.locator('.told').innerText()).trim();
const cells = async (page: Page, table: string, row: string) => (await rowsOf(page, table)).find((each) => Object.values(each)[0] === row);

describe('an administrator', () => {
  let context: BrowserContext;
  let page: Page;
  let errors: string[];

  beforeAll(async () => {
    ({ context, page } = await openPage(browser));
    errors = collectErrors(page);
    await logIn(page, stack, 'customerAdmin', '/sites/harbour-leeds/live');
  });
  afterAll(() => context?.close());

  it('finds version, counts and check on the overview', async () => {
    await page.getByRole('link', { name: 'Site', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'Site' }).waitFor();
    await page.getByText('Nothing contradicts itself.').waitFor();
    expect(await page.getByRole('region', { name: 'Version' }).innerText()).toMatch(
      /Version\s+1\s+Saved[\s\S]+Time zone\s+Europe\/London\s+Day begins at\s+02:00/,
    );
    expect(await page.getByRole('region', { name: 'What is configured' }).innerText()).toMatch(/Hunt groups\s+3[\s\S]+Users\s+20/);
    await soon(() => page.getByRole('region', { name: 'Lists from the PBX' }).innerText()).toMatch(/Last list[\s\S]+Missing in it\s+none/);
  });

  it('changes the flag of a device, told before saving what it means', async () => {
    await openPart(page, 'Devices', 'Devices');
    await page.getByRole('searchbox', { name: 'Search devices' }).fill('2001');
    await soon(async () => (await rowsOf(page, 'Devices')).length).toBe(1);
    const opener = page.getByRole('button', { name: 'Change Hunt group 2001' });
    await opener.click();
    await dialog(page).getByRole('checkbox', { name: 'Not having rung' }).check();
    await saveReviewed(page, ['Hunt group 2001, not having rung: from no to yes']);
    expect(await told(page)).toBe('Saved as version 2.');
    await soon(async () => (await cells(page, 'Devices', '2001'))?.Flags).toBe('Not having rung Resets timers');
    expect(
      await opener.evaluate((element: { ownerDocument: { activeElement: unknown } }) => element.ownerDocument.activeElement === element),
    ).toBe(true);
  });

  it('adds a user, assigns a free extension from now, and ends it', async () => {
    await openPart(page, 'Users', 'Users');
    await page.getByRole('button', { name: 'Add a user' }).click();
    await dialog(page).getByLabel('Name').fill('Zoe Quay');
    await dialog(page).getByLabel('Business unit').selectOption({ label: 'Guest services › Front desk' });
    await saveReviewed(page, ['User Zoe Quay added']);
    await page.getByRole('link', { name: 'Zoe Quay' }).click();
    await page.getByText('No number, now or before').waitFor();

    await page.getByRole('button', { name: 'Assign a number' }).click();
    await dialog(page).getByLabel('Number', { exact: true }).fill('1099');
    await dialog(page).getByRole('button', { name: 'Next' }).click();
    await dialog(page)
      .getByText(/^Zoe Quay: extension 1099 from .+ \d\d:\d\d$/)
      .waitFor();
    await dialog(page).getByRole('button', { name: 'Save' }).click();
    await soon(async () => (await rowsOf(page, 'Extensions and agents')).map((row) => [row.Number, row.To, row.State])).toEqual([
      ['Extension 1099 not in the list of devices', 'open', 'Now'],
    ]);

    await page.getByRole('button', { name: 'End: extension 1099' }).click();
    await dialog(page).getByRole('button', { name: 'Next' }).click();
    await dialog(page).getByRole('button', { name: 'Save' }).click();
    await soon(async () => (await rowsOf(page, 'Extensions and agents'))[0]?.State).toBe('Ended');
  });

  it('is told whose a number is, takes it over only when that is meant, and confirms a change of the past', async () => {
    await page.getByRole('button', { name: 'Assign a number' }).click();
    await dialog(page).getByLabel('Number', { exact: true }).fill('1001');
    await dialog(page).getByText('extension 1001 is Alice Marsh’s from ever to open end.').waitFor();
    await dialog(page).getByRole('button', { name: 'Next' }).click();
    await dialog(page)
      .getByText(/end one before the other starts/)
      .waitFor();
    expect(await dialog(page).getByLabel('Number', { exact: true }).inputValue()).toBe('1001');

    await dialog(page).getByRole('checkbox', { name: 'Take it over from Alice Marsh' }).check();
    await dialog(page).getByRole('radio', { name: 'At' }).first().check();
    await dialog(page)
      .getByLabel(/^From: date and time/)
      .fill('2026-01-05T09:00');
    await dialog(page).getByRole('button', { name: 'Next' }).click();
    await dialog(page).getByText('This changes the past').waitFor();
    await dialog(page)
      .getByText(/extension 1001, from Mon 5 Jan 09:00 to/)
      .waitFor();
    const save = dialog(page).getByRole('button', { name: 'Save' });
    expect(await save.getAttribute('aria-disabled')).toBe('true');
    await dialog(page)
      .getByRole('checkbox', { name: /^Yes, change the past/ })
      .check();
    await save.click();
    await soon(async () => (await rowsOf(page, 'Extensions and agents')).map((row) => [row.Number, row.From])).toContainEqual([
      'Extension 1001 Alice Marsh',
      'Mon 5 Jan 09:00',
    ]);
  });

  it('imports users from a spreadsheet, shown the faults by line first', async () => {
    await page.getByRole('link', { name: 'All users' }).click();
    await page.getByRole('button', { name: 'Import from a spreadsheet' }).click();
    const lines = dialog(page).getByLabel('Lines');
    await lines.fill('name,extension\nYann Ito,1098\nXena Holm,1002\n,1097');
    await dialog(page).getByRole('button', { name: 'Check' }).click();
    await soon(() => dialog(page).getByRole('list', { name: 'Faults by line' }).getByRole('listitem').allInnerTexts()).toEqual([
      'Line 3: extension 1002 is Ben Okafor’s: end that first.',
      'Line 4: There is no name.',
    ]);
    expect(await lines.inputValue()).toContain('Yann Ito');
    await lines.fill('name,extension\nYann Ito,1098');
    await dialog(page).getByRole('button', { name: 'Check' }).click();
    await dialog(page).getByText('User Yann Ito added').waitFor();
    await dialog(page).getByRole('button', { name: 'Save' }).click();
    await soon(async () => (await cells(page, 'Users', 'Yann Ito'))?.['Extension now']).toBe('1098');
  });

  it('creates, moves and deletes a business unit, and not one with somebody in it', async () => {
    await openPart(page, 'Business units', 'Business units');
    await page.getByRole('button', { name: 'New business unit' }).click();
    await dialog(page).getByLabel('Name').fill('Night desk');
    await saveReviewed(page, ['Business unit Night desk added']);
    await page.getByRole('button', { name: 'Rename or move Night desk' }).click();
    await dialog(page).getByLabel('Below').selectOption({ label: 'Guest services › Front desk' });
    await saveReviewed(page, ['Business unit Night desk, below: from none to “Front desk”']);
    await page.getByRole('list', { name: 'Below Front desk' }).getByText('Night desk').waitFor();
    expect(await page.getByRole('button', { name: 'Delete Reservations' }).count()).toBe(0);
    await page.getByRole('button', { name: 'Delete Night desk' }).click();
    await saveReviewed(page, ['Business unit Night desk removed']);
    await soon(() => page.getByText('Night desk').count()).toBe(0);
  });

  it('changes settings, with what is wrong beside the field and the input kept', async () => {
    await openPart(page, 'Settings', 'Settings');
    const short = page.getByLabel('Short call', { exact: true });
    await short.fill('a while');
    await page.getByRole('button', { name: 'Save…' }).click();
    await page.getByText('Short call is a number: “a while” is none.').waitFor();
    await short.fill('15');
    await page.getByLabel('Limit 3').fill('10');
    await page.getByRole('button', { name: 'Save…' }).click();
    await page.getByText('Ring categories ascend: 10 s follows 15 s. Put them in order, each only once.').waitFor();
    expect(await short.inputValue()).toBe('15');
    await page.getByLabel('Limit 3').fill('30');
    await page.getByRole('button', { name: 'Save…' }).click();
    await confirm(page, ['Short call: from 20 s to 15 s']);
    expect(await short.inputValue()).toBe('15');
    await page.getByText('Nothing changed yet.').waitFor();
  });

  it('sees who changed what in history and audit', async () => {
    await openPart(page, 'History', 'History');
    const newest = page.getByRole('list', { name: 'Versions' }).locator(':scope > li').first();
    await soon(() => newest.innerText()).toMatch(/^Version \d+\s+\w{3} \d+ \w{3} \d{4} \d\d:\d\d\s+Ines Harper[\s\S]*Short call: 20 → 15/);
    await newest.getByRole('button').click();
    const table = await newest.getByRole('table').getAttribute('aria-label');
    await soon(() => rowsOf(page, table ?? '')).toEqual([
      { Change: 'Short call: from 20 s to 15 s', Place: '/settings/shortCallSeconds', Before: '20', After: '15' },
    ]);
    await page.getByText('changes the past').waitFor();

    await openPart(page, 'Audit', 'Audit');
    const rows = () => rowsOf(page, 'Audit');
    await soon(async () => (await rows())[0]).toMatchObject({
      Who: 'Ines Harper Administrator',
      What: expect.stringMatching(/^Saved: configuration version \d+/) as unknown,
    });
    const all = (await rows()).length;
    expect(all).toBeGreaterThanOrEqual(9);
    expect((await rows())[0]?.Request).toMatch(/^[\w-]{8,}$/);
    await page.getByLabel('To', { exact: true }).fill('2026-01-01T00:00');
    await page.getByRole('button', { name: 'Show', exact: true }).click();
    await page.getByText('Nothing was changed in this time').waitFor();
  });

  it('deletes a user, whose numbers end and whose name stays', async () => {
    await page.goto(`${stack.url}${root}/users?user=zoe-quay`);
    await page.getByRole('button', { name: 'Delete user' }).click();
    await dialog(page).getByText('1 number of this user ends then.').waitFor();
    await dialog(page).getByRole('button', { name: 'Next' }).click();
    await dialog(page)
      .getByText(/^User Zoe Quay deleted/)
      .waitFor();
    await dialog(page).getByRole('button', { name: 'Save' }).click();
    await page.getByText(/deleted .* kept, because calls made before name this user/).waitFor();
    expect(await page.getByRole('button', { name: 'Assign a number' }).count()).toBe(0);
    expect(errors.filter((error) => !/status of 400/.test(error))).toEqual([]);
  });
});

describe('two at once', () => {
  it('tells the slower one who was faster and keeps what was typed', async () => {
    const [first, second] = await Promise.all([openPage(browser), openPage(browser)]);
    await logIn(first.page, stack, 'customerAdmin', `${root}/settings`);
    await logIn(second.page, stack, 'resellerAdmin', `${root}/settings`);
    await Promise.all([first.page.getByLabel('Return window').fill('5'), second.page.getByLabel('Service level target').fill('30')]);
    await second.page.getByRole('button', { name: 'Save…' }).click();
    await confirm(second.page, ['Service level target: from 20 s to 30 s']);

    await first.page.getByRole('button', { name: 'Save…' }).click();
    const conflict = dialog(first.page);
    await conflict.getByRole('heading', { name: 'Somebody else was faster' }).waitFor();
    await conflict
      .getByText(/^Rosa Bright saved version \d+ on .+ \d\d:\d\d, while you were at it\. Your change was not saved\.$/)
      .waitFor();
    await conflict.getByText('Service level target: 20 → 30').waitFor();
    await conflict.getByRole('button', { name: /^Load version \d+$/ }).click();
    await soon(() => first.page.getByLabel('Service level target').inputValue()).toBe('30');
    expect(await first.page.getByLabel('Return window').inputValue()).toBe('5');
    await first.page.getByRole('button', { name: 'Save…' }).click();
    await confirm(first.page, ['Return window: from 7 days to 5 days']);

    await second.page.getByText(/Ines Harper saved version \d+ on/).waitFor({ timeout: 40_000 });
    await second.page.getByRole('button', { name: /^Load version \d+$/ }).click();
    await soon(() => second.page.getByLabel('Return window').inputValue()).toBe('5');
    await Promise.all([first.context.close(), second.context.close()]);
  });
});

describe('a supervisor', () => {
  it('reads all of it but the audit, and changes nothing', async () => {
    const { context, page } = await openPage(browser);
    await logIn(page, stack, 'supervisor', `${root}/overview`);
    await page.getByText('You may read this; administrators may change it.').waitFor();
    expect(await page.getByRole('navigation', { name: 'Site' }).getByRole('link').allInnerTexts()).toEqual([
      'Overview',
      'Devices',
      'Users',
      'Business units',
      'Settings',
      'History',
    ]);
    await openPart(page, 'Devices', 'Devices');
    await soon(async () => (await rowsOf(page, 'Devices')).length).toBe(58);
    expect(await page.getByRole('button', { name: /^(Change|Add)/ }).count()).toBe(0);
    await openPart(page, 'Users', 'Users');
    await page.getByRole('link', { name: 'Alice Marsh' }).click();
    await soon(async () => (await rowsOf(page, 'Extensions and agents')).length).toBeGreaterThanOrEqual(2);
    expect(await page.getByRole('main').getByRole('button').count()).toBe(0);
    await openPart(page, 'Settings', 'Settings');
    expect(await page.getByLabel('Short call', { exact: true }).isDisabled()).toBe(true);
    expect(await page.getByRole('button', { name: 'Save…' }).count()).toBe(0);
    await page.goto(`${stack.url}${root}/audit`);
    await page.getByText('There is no such page').waitFor();
    await context.close();
  });

  it('is told when Trunkline does not answer, and keeps seeing what was read', async () => {
    const { context, page } = await openPage(browser);
    await logIn(page, stack, 'supervisor', `${root}/devices`);
    await soon(async () => (await rowsOf(page, 'Devices')).length).toBe(58);
    await page.route('**/configuration/**', (route) =>
      route.fulfill({ status: 404, contentType: 'application/problem+json', body: '{"title":"Not found","status":404}' }),
    );
    await page.getByText(/^\s*This may be old: Trunkline has not answered since/).waitFor({ timeout: 40_000 });
    expect((await rowsOf(page, 'Devices')).length).toBe(58);
    await context.close();
  });

  it('agents and screens have no such page', async () => {
    const { context, page } = await openPage(browser);
    await logIn(page, stack, 'agent', `${root}/overview`);
    await page.getByText('Your role does not allow this').waitFor();
    expect(await page.getByRole('link', { name: 'Site', exact: true }).count()).toBe(0);
    await context.close();
  });
});

describe.each([
  { name: 'phone', viewport: { width: 360, height: 740 } },
  { name: 'desk', viewport: { width: 1440, height: 900 } },
])('on a $name', ({ viewport }) => {
  it.each(['light', 'dark'] as const)(
    'shows each page in %s without a fault that axe knows, and without scrolling sideways',
    async (colorScheme) => {
      const { context, page } = await openPage(browser, { viewport, colorScheme, bypassCSP: true });
      await logIn(page, stack, 'customerAdmin', `${root}/overview`);
      await page.getByText('Nothing contradicts itself.').waitFor();
      await expectSound(page, 'overview');
      for (const [part, ready] of [
        ['Devices', page.getByRole('table', { name: 'Devices' })],
        ['Users', page.getByRole('table', { name: 'Users' })],
        ['Business units', page.getByRole('list', { name: 'Business units' })],
        ['Settings', page.getByLabel('Short call', { exact: true })],
        ['History', page.getByRole('list', { name: 'Versions' })],
        ['Audit', page.getByRole('table', { name: 'Audit' })],
      ] as const) {
        await openPart(page, part, part);
        await ready.first().waitFor();
        await expectSound(page, part);
      }
      await openPart(page, 'Users', 'Users');
      await page.getByRole('link', { name: 'Ben Okafor' }).click();
      await page.getByRole('button', { name: 'Assign a number' }).waitFor();
      await expectSound(page, 'a user');
      await page.goto(`${stack.url}${root}/devices`);
      await page.getByRole('button', { name: 'Change Hunt group 2001' }).click();
      await expectSound(page, 'a dialog');
      await dialog(page).getByRole('checkbox', { name: 'Not answering' }).check();
      await dialog(page).getByRole('button', { name: 'Next' }).click();
      await dialog(page).getByRole('heading', { name: 'This would change' }).waitFor();
      await expectSound(page, 'the words before saving');
      await page.keyboard.press('Escape');
      await soon(() => dialog(page).count()).toBe(0);
      await context.close();
    },
  );

  it('is walked through by Tab alone, missing nothing', async () => {
    const { context, page } = await openPage(browser, { viewport });
    await logIn(page, stack, 'customerAdmin', `${root}/business-units`);
    await page.getByRole('list', { name: 'Business units' }).waitFor();
    const walk = await walkFocus(page);
    expect(walk.invisible).toEqual([]);
    expect(walk.missed).toEqual([]);
    expect(walk.stops).toEqual(
      expect.arrayContaining(['Overview', 'New business unit', 'Add below Reservations', 'Rename or move Reservations']),
    );
    await context.close();
  });
});
