import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { collectErrors, launchBrowser } from './browser.ts';
import { type CallSite, startCallSite } from './call-site.ts';
import { expectSound } from './expect-sound.ts';
import { findViolations } from './find-violations.ts';
import { walkFocus } from './keyboard.ts';
import { logIn, openPage } from './log-in.ts';
import { readLamp, rowsOf } from './read-page.ts';

const leeds = '/sites/harbour-leeds';
const soon = (read: () => Promise<unknown>) => expect.poll(read);
const dayBoard = `format: 1
boards:
  - id: day
    kind: wallboard
    name: Day board
    shared: true
    views:
      - id: v1
        name: One
        displayMode: uniform
        colourMode: none
        tiles:
          - kind: single
            id: t1
            field:
              source: value
              value: variable:target
`;

let place: CallSite;
let browser: Browser;

const enter = async (role: string, path: string): Promise<{ readonly context: BrowserContext; readonly page: Page }> => {
  const opened = await openPage(browser, { bypassCSP: true });
  await logIn(opened.page, place.stack, role, `${leeds}${path}`);
  return opened;
};
const part = (page: Page, name: string): Promise<void> =>
  page.getByRole('navigation', { name: 'Boards' }).getByRole('link', { name, exact: true }).click();
/** Filters stand with the reports; the pages around boards are found from their own place. */
const mainLink = (page: Page, name: string): Promise<void> =>
  page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name, exact: true }).click();
const told = async (page: Page): Promise<string> => (await page.locator('.told').allInnerTexts()).join(' ').trim();
const dialog = (page: Page) => page.getByRole('dialog');

beforeAll(async () => {
  [place, browser] = await Promise.all([startCallSite(), launchBrowser()]);
});

afterAll(async () => {
  await browser?.close();
  await place?.stop();
});

describe('an administrator', () => {
  let context: BrowserContext;
  let page: Page;
  let errors: string[];

  beforeAll(async () => {
    ({ context, page } = await enter('customerAdmin', '/filters'));
    errors = collectErrors(page);
  });
  afterAll(() => context?.close());

  it('makes a filter, told as it is typed what it counts, or which character is wrong', async () => {
    await soon(async () => (await rowsOf(page, 'Built-in')).length).toBe(11);
    await page.getByRole('button', { name: 'New filter' }).click();
    await dialog(page).getByLabel('Name', { exact: true }).fill('Front desk, outside');
    const extensions = dialog(page).getByLabel('Extensions', { exact: true });
    await extensions.fill('1001-1005,!1003');
    await dialog(page).getByText('Counts: extension 1001 to 1005, but not 1003.').waitFor();
    await extensions.fill('1001\\');
    await dialog(page).getByText('Character 5: A backslash goes before').waitFor();
    await dialog(page).getByRole('tab', { name: 'Call details' }).click();
    await dialog(page).getByLabel('Call type').selectOption('external');
    await dialog(page).getByRole('button', { name: 'Save' }).click();
    // The tab with the fault is opened, the character marked.
    await soon(() => extensions.evaluate((input) => [Reflect.get(input, 'selectionStart'), Reflect.get(input, 'selectionEnd')])).toEqual([
      4, 5,
    ]);
    await extensions.fill('1001-1005,!1003');
    await dialog(page).getByRole('button', { name: 'Save' }).click();
    await soon(() => told(page)).toBe('Front desk, outside is saved.');
    expect((await rowsOf(page, 'My filters')).map(({ Name, Counts }) => [Name, Counts])).toEqual([
      ['Front desk, outside', 'extension 1001 to 1005, but not 1003; external'],
    ]);
  });

  it('shares it as a copy, and deletes its own', async () => {
    await page.getByRole('button', { name: 'More: Front desk, outside' }).click();
    await page.getByRole('menuitem', { name: 'Share…' }).click();
    await dialog(page).getByLabel('Name', { exact: true }).fill('Desk for all');
    await dialog(page).getByRole('button', { name: 'Share' }).click();
    await soon(async () => (await rowsOf(page, 'Shared')).map(({ Name }) => Name)).toContain('Desk for all');
    await page.getByRole('button', { name: 'More: Front desk, outside' }).click();
    await page.getByRole('menuitem', { name: 'Delete…' }).click();
    await dialog(page).getByRole('button', { name: 'Delete', exact: true }).click();
    await soon(async () => (await rowsOf(page, 'My filters')).length).toBe(0);
  });

  it('reads a board from text, shown first what would change', async () => {
    await mainLink(page, 'Boards');
    await part(page, 'Values');
    await page.getByRole('button', { name: 'New variable' }).click();
    await dialog(page).getByLabel('Name').fill('Target');
    await dialog(page).getByLabel('Value').fill('42');
    await dialog(page).getByRole('button', { name: 'Add' }).click();
    await page.getByRole('button', { name: 'Change Target: 42' }).waitFor();

    await part(page, 'As text');
    const text = page.getByRole('region', { name: 'Import' }).getByLabel('Text');
    await text.fill(dayBoard.replace('kind: single', 'kind: singel'));
    await page.getByRole('button', { name: 'Show what would change' }).click();
    await page
      .getByRole('button', { name: /^Go to line 1\d$/ })
      .first()
      .waitFor();
    await text.fill(dayBoard);
    await page.getByRole('button', { name: 'Show what would change' }).click();
    await page.getByRole('region', { name: 'Lines of Day board' }).getByText('name: Day board').waitFor();
    await page.getByRole('button', { name: 'Import 1 change' }).click();
    await soon(() => told(page)).toBe('1 thing imported.');
    await page.getByRole('button', { name: 'Show', exact: true }).click();
    const written = page.getByRole('textbox', { name: 'Boards as text' });
    await soon(() => written.inputValue()).toContain('value: "42"');
    await text.fill((await written.inputValue()).replace('Day board', 'Night board'));
    await page.getByRole('button', { name: 'Show what would change' }).click();
    await soon(async () => (await page.locator('.diff-line.is-added').allInnerTexts()).join()).toContain('name: Night board');
    await soon(async () => (await page.locator('.diff-line.is-removed').allInnerTexts()).join()).toContain('name: Day board');
  });

  it('changes a variable where it stands, and the board on another screen changes at once', async () => {
    const wall = await enter('supervisor', '/boards/day');
    await wall.page.getByText('42', { exact: true }).first().waitFor();
    await part(page, 'Values');
    await page.getByRole('button', { name: 'Change Target: 42' }).click();
    await page.getByText('Changes at once on: Day board.').waitFor();
    await page.getByLabel('Value of Target').fill('77');
    await page.keyboard.press('Enter');
    await wall.page.getByText('77', { exact: true }).first().waitFor();
    await page.getByRole('button', { name: 'Change Target: 77' }).waitFor();
    await wall.context.close();
  });

  it('is told why an address cannot be a source', async () => {
    await page.getByRole('button', { name: 'New source' }).click();
    await dialog(page).getByLabel('Address').fill('https://127.0.0.1/figures.json');
    await dialog(page).getByRole('button', { name: 'Test' }).click();
    await dialog(page).locator('[role=alert]').filter({ hasText: /\w/ }).first().waitFor();
    await page.keyboard.press('Escape');
    await soon(() => dialog(page).count()).toBe(0);
    expect(errors.filter((error) => !/status of 40[04]/.test(error))).toEqual([]);
  });
});

describe('a supervisor', () => {
  let context: BrowserContext;
  let page: Page;
  const answers = () => page.getByRole('region', { name: 'Actions', exact: true });

  beforeAll(async () => {
    ({ context, page } = await enter('supervisor', '/live'));
    await page.getByRole('list', { name: 'Extensions' }).waitFor();
  });
  afterAll(() => context?.close());

  it('sets do not disturb with a message on an extension, answered by the PBX and seen on the page', async () => {
    await page.getByRole('button', { name: 'Actions: 1011 Grace Holt' }).click();
    await page.getByRole('menuitem', { name: 'Do not disturb on…' }).click();
    await dialog(page).getByLabel('Message').selectOption({ label: '13 · LUNCH' });
    await dialog(page).getByLabel('Text').fill('until 2');
    expect(await findViolations(page), 'asking for a message').toEqual([]);
    await dialog(page).getByRole('button', { name: 'Set do not disturb' }).click();
    await answers().getByText('Extension 1011 is in do not disturb.').waitFor();
    await soon(() => readLamp(page, '1011')).toBe('1011 Grace Holt LUNCH: until 2');
    await soon(() => page.getByRole('status', { name: 'Answers of the PBX' }).innerText()).toBe(
      'Do not disturb on, extension 1011: Done. Extension 1011 is in do not disturb.',
    );
  });

  it('logs an agent out by the right button of the mouse', async () => {
    place.simulator.pbx.logOn('5002', '1002');
    const row = page.getByRole('table', { name: 'Agents' }).getByRole('row').filter({ hasText: '5002' });
    await row.click({ button: 'right' });
    expect(await page.getByRole('menuitem').allInnerTexts()).toEqual([
      'Make available\nis available already',
      'Put in wrap-up',
      'Do not disturb on…',
      'Log out',
    ]);
    expect(await findViolations(page, '.action-popover'), 'menu of an agent').toEqual([]);
    await page.getByRole('menuitem', { name: 'Log out' }).click();
    await answers().getByText('Agent 5002 is logged out.').waitFor();
    await soon(() => row.count()).toBe(0);
  });

  it('answers a call at its phone by a click on its state, and clears it only when told who talks', async () => {
    place.simulator.pbx.inboundCall({ target: '1030', cli: '07700900201', ddi: '01632960130' });
    const row = page.getByRole('table', { name: 'Calls in progress' }).getByRole('row').filter({ hasText: '07700900201' });
    await row.locator('.state .icon').click();
    await page.getByRole('menuitem', { name: 'Answer at 1030' }).click();
    await row.getByText('Connected').waitFor();
    await row.getByRole('button', { name: /^Actions: / }).click();
    await page.getByRole('menuitem', { name: 'Clear call…' }).click();
    await dialog(page).getByText('Olive Pryce and 07700900201 are talking.').waitFor();
    await dialog(page).getByRole('button', { name: 'Clear call' }).click();
    await answers().getByText('The call is cleared.').waitFor();
    await soon(() => row.count()).toBe(0);
  });

  it('acts from the rows of a board as from the live page', async () => {
    place.simulator.pbx.logOn('5001', '1001');
    await page.goto(`${place.stack.url}${leeds}/boards/standard-dashboard`);
    await page.getByRole('button', { name: 'Actions: Alice Marsh 5001' }).click();
    await page.getByRole('menuitem', { name: 'Log out' }).click();
    await answers().getByText('Agent 5001 is logged out.').waitFor();
  });
});

describe('a reseller', () => {
  it('brings a template to the sites of a customer, which follow it', async () => {
    const { context, page } = await enter('resellerAdmin', '/filters');
    await mainLink(page, 'Boards');
    await part(page, 'Templates');
    await page.getByText('No template yet').waitFor();
    await page.getByRole('button', { name: 'New template' }).click();
    await dialog(page).getByLabel('Site', { exact: true }).selectOption({ value: 'harbour-leeds' });
    await dialog(page).getByLabel('Board', { exact: true }).selectOption({ value: 'standard-wallboard' });
    await dialog(page).getByLabel('Name').fill('House wall');
    await dialog(page).getByRole('button', { name: 'Make' }).click();
    await page.getByRole('heading', { level: 2, name: 'House wall' }).waitFor();
    await page.getByRole('searchbox', { name: 'Search sites' }).fill('harbour leeds');
    await page.getByRole('button', { name: 'Choose all shown' }).click();
    await page.getByRole('button', { name: 'Apply to 1 site' }).click();
    await page.getByRole('list', { name: 'What became of it' }).getByText('Board made').waitFor();
    await soon(async () => (await rowsOf(page, 'Who follows')).map(({ Version }) => Version)).toEqual(['1']);

    const text = page.getByRole('region', { name: 'As text' }).getByLabel('Board');
    await text.fill((await text.inputValue()).replace(/"colourMode": "\w+"/, '"colourMode": "text"'));
    await page.getByRole('region', { name: 'What changes' }).getByText('"colourMode": "text"').waitFor();
    expect(await findViolations(page), 'an open template').toEqual([]);
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await soon(() => told(page)).toBe('House wall is saved as version 2.');
    await soon(async () => (await rowsOf(page, 'Who follows')).map(({ Version }) => Version)).toEqual(['2']);
    await context.close();
  });
});

it('keeps from an agent what is not theirs', async () => {
  const { context, page } = await enter('agent', '/filters');
  await page.getByText('Your role does not allow this').waitFor();
  await page.goto(`${place.stack.url}${leeds}/live`);
  await page.getByRole('list', { name: 'Extensions' }).waitFor();
  expect(await page.getByRole('button', { name: /^Actions: / }).count()).toBe(0);
  await page.goto(`${place.stack.url}/board-templates`);
  await page.getByText('Templates are made by the reseller for its customers.').waitFor();
  await context.close();
});

describe.each([
  { name: 'phone', viewport: { width: 360, height: 740 }, colorScheme: 'dark' },
  { name: 'desk', viewport: { width: 1440, height: 900 }, colorScheme: 'light' },
] as const)('on a $name', ({ viewport, colorScheme }) => {
  it('shows each page without a fault that axe knows, without scrolling sideways, and by Tab alone', async () => {
    const { context, page } = await openPage(browser, { viewport, colorScheme, bypassCSP: true });
    await logIn(page, place.stack, 'customerAdmin', `${leeds}/filters`);
    await page.getByRole('table', { name: 'Built-in' }).waitFor();
    await expectSound(page, 'filters');
    const walk = await walkFocus(page);
    expect(walk.invisible).toEqual([]);
    expect(walk.missed).toEqual([]);
    await page.getByRole('button', { name: 'New filter' }).click();
    for (const tab of ['Devices', 'Duration', 'Real-time']) {
      await dialog(page).getByRole('tab', { name: tab }).click();
      await expectSound(page, `a new filter, ${tab}`);
    }
    await page.keyboard.press('Escape');
    await soon(() => dialog(page).count()).toBe(0);
    await mainLink(page, 'Boards');
    await part(page, 'Values');
    await page.getByRole('table', { name: 'Global variables' }).waitFor();
    await expectSound(page, 'values');
    await part(page, 'As text');
    await page.getByRole('region', { name: 'Export' }).getByRole('checkbox').first().waitFor();
    await expectSound(page, 'boards as text');
    await context.close();
  });
});
