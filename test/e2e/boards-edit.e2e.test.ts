import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { collectErrors, launchBrowser } from './browser.ts';
import { expectSound } from './expect-sound.ts';
import { tabTo } from './keyboard.ts';
import { logIn, openPage } from './log-in.ts';
import { rowsOf } from './read-page.ts';
import { type RunningStack, startStack } from './start-stack.ts';

const list = '/sites/harbour-leeds/boards-list';
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

const dialog = (page: Page) => page.getByRole('dialog');
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const tiles = (page: Page) => page.locator('.edit-tile');
const tile = (page: Page, name: string) => page.getByRole('group', { name: new RegExp(`^${name}, tile`) });
const labels = (page: Page): Promise<readonly (string | null)[]> =>
  tiles(page).evaluateAll((all: readonly { readonly getAttribute: (name: string) => string | null }[]) =>
    all.map((each) => each.getAttribute('aria-label')),
  );
const panel = (page: Page) => page.getByRole('region', { name: /^Properties of/ });

const makeBoard = async (page: Page, name: string, kind: string): Promise<void> => {
  await button(page, 'New board').click();
  await dialog(page).getByLabel('Name').fill(name);
  await dialog(page).getByRole('radio', { name: kind }).check();
  await dialog(page).getByRole('button', { name: 'Make it' }).click();
  await page.getByRole('heading', { level: 1, name: `Edit ${name}` }).waitFor();
};
const pickField = async (page: Page, words: string): Promise<void> => {
  await dialog(page).getByRole('searchbox', { name: 'Search the fields' }).fill(words);
  await dialog(page).locator('.picker-choice').first().click();
};
/** Adds a tile by mouse, and closes its properties. */
const addTile = async (page: Page, kind: string, field?: string, several = false): Promise<void> => {
  await button(page, 'Add a tile').click();
  await dialog(page)
    .getByRole('button', { name: new RegExp(`^${kind} `) })
    .click();
  if (field !== undefined) await pickField(page, field);
  if (several) await dialog(page).getByRole('button', { name: 'Add with 1 figure' }).click();
  await panel(page).getByRole('button', { name: 'Done' }).click();
};
const dragBy = async (page: Page, from: Locator, at: { readonly x: number; readonly y: number }, dx: number, dy: number): Promise<void> => {
  const box = await from.boundingBox();
  if (box === null) throw new Error('nothing to drag');
  const [x, y] = [box.x + box.width * at.x, box.y + box.height * at.y];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + dx / 2, y + dy / 2, { steps: 3 });
  await page.mouse.move(x + dx, y + dy, { steps: 3 });
  await page.mouse.up();
};
const saveAll = async (page: Page): Promise<void> => {
  await button(page, 'Save').click();
  await page.getByText('All saved').waitFor();
};

describe('a supervisor', () => {
  let context: BrowserContext;
  let page: Page;
  let errors: string[];

  beforeAll(async () => {
    ({ context, page } = await openPage(browser));
    errors = collectErrors(page);
    await logIn(page, stack, 'supervisor', list);
  });
  afterAll(() => context?.close());

  it('makes a wallboard with six tiles by mouse and one by keyboard alone', async () => {
    await makeBoard(page, 'Front wall', 'Wallboard');
    await page.getByText('This view is empty.').waitFor();
    await button(page, 'Board and view').click();
    await dialog(page).getByLabel('Display mode').selectOption({ label: 'Manual sizing' });
    await dialog(page).getByRole('button', { name: 'Done' }).click();

    await addTile(page, 'Figure', 'callsInbound');
    await addTile(page, 'Gauge', 'callsInAnsExternal');
    await addTile(page, 'Figure', 'longestWaiting');
    await addTile(page, 'Service level');
    await addTile(page, 'Queue strip');
    await addTile(page, 'Ticker', 'callsLost', true);
    await soon(() => tiles(page).count()).toBe(6);

    await button(page, 'Add a tile').focus();
    await page.keyboard.press('Enter');
    await tabTo(page, dialog(page).getByRole('button', { name: /^Figure / }));
    await page.keyboard.press('Enter');
    await tabTo(page, dialog(page).getByRole('searchbox', { name: 'Search the fields' }));
    await page.keyboard.type('callsInProgress');
    await tabTo(page, dialog(page).locator('.picker-choice').first());
    await page.keyboard.press('Enter');
    await panel(page).waitFor();
    await page.keyboard.press('Escape');
    await soon(() => tiles(page).count()).toBe(7);
    expect(await page.locator(':focus').getAttribute('aria-label')).toMatch(/^Calls In Progress, tile 7 of 7/);
    expect((await labels(page))[0]).toMatch(/^Calls Inbound, tile 1 of 7, column 1, row 1, 6 wide, 4 high$/);
  });

  it('moves and resizes by mouse, what is in the way makes way, and undo brings all of it back', async () => {
    const before = await labels(page);
    const room = await page.locator('.edit-room').boundingBox();
    if (room === null) throw new Error('no room');
    const inbound = tile(page, 'Calls Inbound');
    await dragBy(page, inbound, { x: 0.3, y: 0.7 }, (room.width / 24) * 6, 0);
    await soon(() => inbound.getAttribute('aria-label')).toMatch(/column 7, row 1, 6 wide/);
    await page.getByText(/made way\./).waitFor();
    await dragBy(page, inbound.locator('.at-s'), { x: 0.5, y: 0.5 }, 0, room.height / 16);
    await soon(() => inbound.getAttribute('aria-label')).toMatch(/6 wide, 5 high/);
    await button(page, 'Undo').click();
    await soon(() => inbound.getAttribute('aria-label')).toMatch(/6 wide, 4 high/);
    await page.keyboard.press('Control+z');
    await soon(() => labels(page)).toEqual(before);
    await page.keyboard.press('Control+Shift+z');
    await soon(() => inbound.getAttribute('aria-label')).toMatch(/column 7, row 1/);
    await page.keyboard.press('Control+z');
  });

  it('does the same by the keyboard, and hears it', async () => {
    const progress = tile(page, 'Calls In Progress');
    await progress.focus();
    const label = (await progress.getAttribute('aria-label')) ?? '';
    await page.keyboard.press('Shift+ArrowLeft');
    await soon(() => page.locator('.edit-said').innerText()).toMatch(/^Calls In Progress is \d+ wide and \d+ high\./);
    await page.keyboard.press('Control+z');
    await soon(() => progress.getAttribute('aria-label')).toBe(label);
    await progress.focus();
    await page.keyboard.press('Delete');
    await soon(() => tiles(page).count()).toBe(6);
    await page.keyboard.press('Control+z');
    await soon(() => tiles(page).count()).toBe(7);
  });

  it('sets an alarm in the unit of the figure, tries it, and sees it', async () => {
    await tile(page, 'Longest Waiting').focus();
    await page.keyboard.press('Enter');
    await panel(page).getByRole('tab', { name: 'Alarms' }).click();
    await panel(page).getByRole('button', { name: 'Add an alarm' }).click();
    const value = panel(page).getByLabel('Value');
    await value.fill('a while');
    await panel(page).getByText('“a while” cannot be read: type hours, minutes and seconds, such as 00:01:30.').waitFor();
    await value.fill('1:30');
    await panel(page).getByText('above 00:01:30').waitFor();
    await panel(page).getByLabel('Word beside the figure').fill('Too long');
    await panel(page).getByRole('button', { name: 'Try it for five seconds' }).click();
    const face = tile(page, 'Longest Waiting').locator('.tile-face');
    await soon(() => face.getAttribute('data-alarm')).toBe('active');
    await soon(() => face.getAttribute('data-alarm')).toBeNull();
    await panel(page).getByRole('button', { name: 'Done' }).click();

    await tile(page, 'Calls Inbound').focus();
    await page.keyboard.press('Enter');
    await panel(page).getByRole('tab', { name: 'Alarms' }).click();
    await panel(page).getByRole('button', { name: 'Add an alarm' }).click();
    await panel(page).getByLabel('When Calls Inbound').selectOption({ label: 'is below' });
    await panel(page).getByLabel('Value').fill('1,000,000');
    await panel(page).getByLabel('Word beside the figure').fill('Quiet day');
    await soon(() => tile(page, 'Calls Inbound').locator('.tile-face').innerText()).toMatch(/Quiet day/);
    await panel(page).getByRole('button', { name: 'Done' }).click();
  });

  it('filters the view, saves, and sees the board', async () => {
    await button(page, 'Board and view').click();
    await dialog(page).getByLabel('Filter of the view').selectOption({ label: 'External Calls' });
    await dialog(page).getByRole('checkbox', { name: 'Shared' }).check();
    await dialog(page).getByRole('button', { name: 'Done' }).click();
    await saveAll(page);
    await button(page, 'Leave editing').click();
    await page.getByText('External Calls').first().waitFor();
    await soon(() => page.getByRole('article', { name: 'Calls Inbound' }).innerText()).toMatch(/Quiet day/);
    expect(await page.getByRole('article').count()).toBe(7);
  });

  it('is asked before what is not saved is lost', async () => {
    await page.getByRole('link', { name: 'Edit', exact: true }).click();
    await tile(page, 'Calls In Progress').focus();
    await page.keyboard.press('Delete');
    await page.getByText('Not saved yet').waitFor();
    await page.getByRole('link', { name: 'Live', exact: true }).click();
    await dialog(page).getByRole('heading', { name: 'Leave without saving?' }).waitFor();
    await dialog(page).getByRole('button', { name: 'Stay' }).click();
    expect(await tiles(page).count()).toBe(6);
    await page.keyboard.press('Control+z');
    await page.getByText('All saved').waitFor();
    expect(errors.filter((error) => !/status of 4/.test(error))).toEqual([]);
  });

  it('makes a dashboard with a grid and two views, and orders tiles by mouse and keyboard', async () => {
    await page.goto(`${stack.url}${list}`);
    await makeBoard(page, 'Desk', 'Dashboard');
    await addTile(page, 'Figure', 'callsLost');
    await addTile(page, 'Figure', 'callsOutbound');
    await button(page, 'Add a tile').click();
    await dialog(page)
      .getByRole('button', { name: /^Agent grid / })
      .click();
    await panel(page).getByRole('button', { name: 'Pick columns' }).click();
    await dialog(page).getByRole('checkbox', { name: 'Hunt groups', exact: true }).check();
    await dialog(page).getByRole('searchbox', { name: 'Search the columns' }).fill('timeInFree');
    await dialog(page).getByRole('checkbox').first().check();
    await dialog(page).getByRole('button', { name: 'Done' }).click();
    await panel(page)
      .getByRole('button', { name: /^Order of Hunt groups/ })
      .press('ArrowUp');
    await panel(page).getByText('Hunt groups is number 5 of 7.').waitFor();
    await panel(page).getByLabel('Sorted by').selectOption({ label: 'Name' });
    await panel(page).getByRole('checkbox', { name: 'Hide agents that are logged out' }).check();
    await panel(page).getByRole('button', { name: 'Done' }).click();
    await soon(async () => (await tile(page, 'Agents').locator('thead').innerText()).replace(/\s+/g, ' ')).toMatch(
      /State.*Name.*Agent.*Time in state.*Hunt groups/i,
    );

    const names = async () => (await labels(page)).map((label) => label?.split(',')[0]);
    expect(await names()).toEqual(['Calls Lost', 'Calls Outbound', 'Agents']);
    const [lost, grid] = await Promise.all([tile(page, 'Calls Lost').boundingBox(), tile(page, 'Agents').boundingBox()]);
    if (lost === null || grid === null) throw new Error('no tiles');
    const to = { x: grid.x + grid.width / 2 - lost.x - lost.width * 0.3, y: grid.y + grid.height / 2 - lost.y - lost.height * 0.7 };
    await dragBy(page, tile(page, 'Calls Lost'), { x: 0.3, y: 0.7 }, to.x, to.y);
    await soon(names).toEqual(['Calls Outbound', 'Agents', 'Calls Lost']);
    await tile(page, 'Calls Lost').focus();
    await page.keyboard.press('ArrowLeft');
    await soon(names).toEqual(['Calls Outbound', 'Calls Lost', 'Agents']);

    await button(page, 'Board and view').click();
    await dialog(page).getByRole('button', { name: 'Copy Main' }).click();
    await dialog(page).getByLabel('Name of this view').fill('Night');
    await dialog(page)
      .getByRole('button', { name: /^Order of Night/ })
      .press('ArrowUp');
    await dialog(page).getByRole('button', { name: 'Add a view' }).click();
    await dialog(page).getByRole('button', { name: 'Remove View 3' }).click();
    await dialog(page).getByRole('button', { name: 'Done' }).click();
    await saveAll(page);
    await button(page, 'Leave editing').click();
    await soon(() => page.getByRole('navigation', { name: 'Views' }).getByRole('link').allInnerTexts()).toEqual(['Night', 'Main']);
  });

  it('copies the standard board and changes the copy', async () => {
    await page.goto(`${stack.url}${list}`);
    await button(page, 'Copy Standard wallboard').click();
    await dialog(page).getByRole('button', { name: 'Copy', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'Edit Standard wallboard (copy)' }).waitFor();
    await addTile(page, 'Figure', 'callsOutbound');
    await saveAll(page);
    await page.goto(`${stack.url}${list}`);
    await soon(async () => (await rowsOf(page, 'Boards')).map((row) => row.Name)).toContain('Standard wallboard (copy)');
    await button(page, 'Delete Standard wallboard (copy)').click();
    await dialog(page).getByRole('button', { name: 'Delete', exact: true }).click();
    await page.getByText('“Standard wallboard (copy)” is deleted.').waitFor();
  });
});

describe('two at once', () => {
  it('tells the slower one who was faster; both versions can be kept', async () => {
    const [first, second] = await Promise.all([openPage(browser), openPage(browser)]);
    await logIn(first.page, stack, 'supervisor', list);
    await logIn(second.page, stack, 'customerAdmin', list);
    for (const { page } of [first, second]) {
      await page.getByRole('link', { name: 'Edit Front wall' }).click();
      await page.getByRole('heading', { level: 1, name: 'Edit Front wall' }).waitFor();
    }
    await tile(second.page, 'Calls In Progress').focus();
    await second.page.keyboard.press('Delete');
    await saveAll(second.page);

    await addTile(first.page, 'Figure', 'callsOutbound');
    await button(first.page, 'Save').click();
    const conflict = dialog(first.page);
    await conflict.getByText(/^Ines Harper saved version \d+ of this board/).waitFor();
    await conflict.getByRole('button', { name: 'Compare' }).click();
    await soon(() => conflict.getByRole('list', { name: 'What differs' }).getByRole('listitem').allInnerTexts()).toEqual([
      'Calls In Progress: only in yours',
      expect.stringMatching(/: only in yours$/) as unknown,
    ]);
    await conflict.getByRole('button', { name: 'Keep mine as a copy' }).click();
    await first.page.getByRole('heading', { level: 1, name: 'Edit Front wall (copy)' }).waitFor();
    await soon(() => tiles(first.page).count()).toBe(8);
    await Promise.all([first.context.close(), second.context.close()]);
  });
});

describe.each([
  { name: 'phone', viewport: { width: 360, height: 740 }, colorScheme: 'dark' as const },
  { name: 'desk', viewport: { width: 1440, height: 900 }, colorScheme: 'light' as const },
])('on a $name', ({ viewport, colorScheme }) => {
  it('has no fault that axe knows, and does not scroll sideways', async () => {
    const { context, page } = await openPage(browser, { viewport, colorScheme, bypassCSP: true });
    await logIn(page, stack, 'supervisor', list);
    await page.getByRole('table', { name: 'Boards' }).waitFor();
    await expectSound(page, 'list');
    await page.getByRole('link', { name: 'Edit Front wall', exact: true }).click();
    await tile(page, 'Calls Inbound').waitFor();
    await expectSound(page, 'editor');
    await button(page, 'Add a tile').click();
    await expectSound(page, 'kinds of tiles');
    await dialog(page)
      .getByRole('button', { name: /^Figure / })
      .click();
    await expectSound(page, 'fields');
    await page.keyboard.press('Escape');
    await tile(page, 'Calls Inbound').focus();
    await page.keyboard.press('Enter');
    for (const tab of ['Appearance', 'Filter', 'Alarms', 'Fields']) {
      await panel(page).getByRole('tab', { name: tab }).click();
      await expectSound(page, tab);
    }
    await context.close();
  });
});
