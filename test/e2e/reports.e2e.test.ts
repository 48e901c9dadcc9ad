import { readFileSync } from 'node:fs';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askSite } from './ask-site.ts';
import type { CallSite } from './call-site.ts';
import { expectSound } from './expect-sound.ts';
import { logIn, openPage } from './log-in.ts';
import { readTotals, rowsOf } from './read-page.ts';
import { readFirstSheet } from './read-sheet.ts';
import { type SiteVisit, visitSite } from './visit-site.ts';

const leeds = '/sites/harbour-leeds';
const byExtension = 'Calls by Extension';
const soon = (read: () => Promise<unknown>) => expect.poll(read);

let visit: SiteVisit;
let place: CallSite;
let browser: Browser;
let page: Page;
let errors: string[];

/** Two calls answered at 1030, one at 1031 and one that rang there until the caller gave up. */
const makeCalls = ({ simulator: { pbx } }: CallSite): void => {
  for (const [target, cli] of [
    ['1030', '07700900401'],
    ['1030', '07700900402'],
    ['1031', '07700900403'],
  ] as const) {
    pbx.inboundCall({ target, cli, ddi: '01632960130' });
    pbx.answer(target);
    pbx.hangUp(target);
  }
  pbx.inboundCall({ target: '1031', cli: '07700900404', ddi: '01632960131' });
  pbx.hangUp('94101');
};

const query = (): URLSearchParams => new URL(page.url()).searchParams;
const button = (name: string | RegExp): Locator => page.getByRole('button', { name, exact: typeof name === 'string' });
const within = (selector: string) => (): Locator => page.locator(selector);
const ask = (role: string, method: string, path: string, body?: unknown): Promise<Response> =>
  askSite(place.stack, 'harbour-leeds', role, method, path, body);
const heads = async (): Promise<readonly string[]> =>
  (await page.getByRole('table', { name: byExtension }).locator('thead th').allInnerTexts()).map((text) =>
    text.replace(/\s+/g, ' ').trim(),
  );

beforeAll(async () => {
  visit = await visitSite('supervisor', `${leeds}/live`, { acceptDownloads: true });
  ({ place, browser, page, errors } = visit);
});

afterAll(() => visit?.end());

it('has a day with four calls', async () => {
  makeCalls(place);
  await soon(() => readTotals(page)).toMatchObject({ Inbound: '4', Answered: '3', Lost: '1', 'In progress': '0' });
});

describe('the reports of a person', () => {
  it('begin with the summary that everybody has, and default reports by category', async () => {
    await page.getByRole('link', { name: 'Reports', exact: true }).click();
    await page.getByRole('heading', { level: 2, name: 'Inbound Call Summary' }).waitFor();
    await soon(async () => {
      await button('Ask again').click();
      return rowsOf(page, 'Inbound Call Summary');
    }).toMatchObject([{ 'Calls Inbound': '4', 'Calls Lost': '1' }]);
    await page.getByText('Calls By Device').click();
    await page.getByRole('link', { name: 'Calls By DDI' }).waitFor();
    await expectSound(page, 'the first report');
  });

  it('are found by words', async () => {
    await page.getByRole('searchbox', { name: 'Search the reports' }).fill('unreturned lost');
    await page.getByRole('link', { name: 'Unreturned Lost Calls' }).waitFor();
    await soon(() => page.getByRole('link', { name: 'Calls By DDI' }).count()).toBe(0);
  });
});

describe('a report that somebody builds', () => {
  it('says what is missing before it is saved', async () => {
    await page.getByRole('link', { name: 'New report' }).click();
    await button('Save and run').click();
    await page.getByText('Give the report a name.').waitFor();
    await expectSound(page, 'the builder');
  });

  it('has the columns that were chosen, in the order they were put in, by the keyboard', async () => {
    await page.getByLabel('Name', { exact: true }).fill('Phones of the front');
    // Enter saves nothing, in no field.
    await page.getByLabel('Name', { exact: true }).press('Enter');
    await page.getByLabel('Category', { exact: true }).fill('Front office');
    for (const name of ['Calls In Refused', 'Calls Outbound', 'Avg Ring Time (In)', 'Avg Talk Time', 'Max Talk Time', 'Total Talk Time'])
      await button(`Remove ${name}`).click();
    const search = page.getByRole('searchbox', { name: 'Search the columns' });
    await search.fill('total ring time (in)');
    await search.press('Enter');
    await page.getByText('Total Ring Time (In) is added.').waitFor();
    await page.getByRole('combobox', { name: 'Display Total Ring Time (In) as' }).selectOption('Total seconds');
    await page.getByRole('textbox', { name: 'Heading of Calls Lost' }).fill('Gone');
    // What the report is grouped by goes behind the first column.
    const chosen = page.getByRole('region', { name: 'Chosen columns' });
    await chosen.getByRole('button', { name: 'Order of Extension: arrow keys move it' }).press('ArrowDown');
    await soon(heads).toEqual(['Calls Handled', 'Extension', 'Calls In Ans', 'Gone', 'Total Ring Time (In)']);
    await expectSound(page, 'the builder with a preview');
  });

  it('asks before another template throws the columns away, and before it is left', async () => {
    await page.getByRole('combobox', { name: 'Template' }).selectOption('Calls by Hunt Group');
    await page.getByRole('dialog', { name: 'Change the template?' }).getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('link', { name: 'Catalogue' }).click();
    await page.getByRole('dialog', { name: 'Leave without saving?' }).getByRole('button', { name: 'Stay' }).click();
    await page.getByLabel('Name', { exact: true }).press('Control+Enter');
    await page.getByRole('heading', { level: 2, name: 'Phones of the front' }).waitFor();
    expect(new URL(page.url()).pathname).toMatch(new RegExp(`^${leeds}/reports/phones-of-the-front`));
  });
});

describe('a report that is run', () => {
  it('shows its rows, its heads and its totals', async () => {
    await soon(heads).toEqual(['Calls Handled', 'Extension', 'Calls In Ans', 'Gone', 'Total Ring Time (In)']);
    await soon(() => rowsOf(page, byExtension)).toMatchObject([
      { Extension: 'Olive Pryce 1030', 'Calls Handled': '2', 'Calls In Ans': '2', Gone: '0' },
      { Extension: 'Paul Quinn 1031', 'Calls Handled': '2', 'Calls In Ans': '1', Gone: '1' },
    ]);
    await page.getByRole('row', { name: /Totals/ }).waitFor();
    await expectSound(page, 'a report');
  });

  it('is sorted by several columns, with Shift and with the keyboard', async () => {
    await button('Calls Handled').click();
    await button('Gone').click({ modifiers: ['Shift'] });
    await soon(() => Promise.resolve(query().get('sort'))).toBe('-callsHandled,-callsLost');
    await soon(async () => (await rowsOf(page, byExtension)).map((row) => row.Extension)).toEqual(['Paul Quinn 1031', 'Olive Pryce 1030']);
    await button('Sort').click();
    await button('Order of Gone: arrow keys move it').press('ArrowUp');
    await page.getByRole('combobox', { name: 'Direction of Gone' }).selectOption('Smallest or first first');
    await expectSound(page, 'the order');
    await page.getByRole('dialog', { name: 'Sort' }).getByRole('button', { name: 'Sort', exact: true }).click();
    await soon(() => Promise.resolve(query().get('sort'))).toBe('callsLost,-callsHandled');
    await soon(async () => (await rowsOf(page, byExtension)).map((row) => row.Extension)).toEqual(['Olive Pryce 1030', 'Paul Quinn 1031']);
  });

  it('leads from a figure to its calls and from a call to its story', async () => {
    await page.getByRole('row').filter({ hasText: 'Paul Quinn' }).getByRole('button').nth(2).click();
    const why = page.getByRole('dialog', { name: 'How this number came about' });
    await why.getByText('1 counted +').waitFor();
    expect(query().get('why')).toBe('callsLost');
    await expectSound(page, 'an explanation');
    await why.getByRole('table', { name: 'Rows of this figure' }).getByRole('link').first().click();
    await page.getByRole('table', { name: 'Segments of the call' }).waitFor();
    await page.goBack();
    await why.waitFor();
    await page.keyboard.press('Escape');
    await why.waitFor({ state: 'hidden' });
  });

  it('is asked differently only when somebody applies it, and its address says so', async () => {
    await page.getByRole('combobox', { name: 'Time', exact: true }).selectOption('Yesterday');
    await page.getByText('Not applied yet').waitFor();
    expect((await rowsOf(page, byExtension)).length).toBe(2);
    await button('Apply').click();
    await page.getByText('Nothing to count').waitFor();
    expect(query().get('range')).toBe('yesterday');
    await page.reload();
    await page.getByText('Nothing to count').waitFor();
    await button('As the report says').click();
    await soon(async () => (await rowsOf(page, byExtension)).length).toBe(2);
    expect(query().toString()).toBe('');
  });

  it('is drawn as bars, lines and a heat map, each with its numbers', async () => {
    await page.getByRole('combobox', { name: 'Chart' }).selectOption('Bars, row by row');
    await page.getByRole('img', { name: 'Calls Handled of 2 rows, most 2 at Olive Pryce 1030' }).waitFor();
    await page.getByRole('combobox', { name: 'Chart' }).selectOption('Heat map by half hour and weekday');
    await page.getByText('The same as a table').click();
    await page
      .locator('.chart-table')
      .getByRole('row', { name: /^Totals 4/ })
      .waitFor();
    expect(query().get('chart')).toBe('heatMap:callsHandled');
    await expectSound(page, 'a heat map');
    await page.getByRole('combobox', { name: 'Chart' }).selectOption('None');
  });
});

describe('a report longer than its page', () => {
  const rows = within('.report-rows tbody tr[data-row]');
  const foot = within('.report-rows .list-foot [role="status"]');

  it('leads to its end and back by the keyboard, with the numbers of its rows', async () => {
    // One row a page stands for a thousand.
    await page.route('**/query', async (route) => {
      const body = route.request().postDataJSON() as { readonly limit: number };
      await route.continue({ postData: JSON.stringify({ ...body, limit: body.limit === 100 ? 1 : body.limit }) });
    });
    await button('Ask again').click();
    await soon(() => foot().innerText()).toBe('1 of 2 rows');
    await button('To the end').press('Enter');
    await soon(() => foot().innerText()).toBe('Rows 2 to 2 of 2');
    expect(await rows().innerText()).toMatch(/2\s*Paul Quinn 1031/);
    expect(await foot().evaluate((status) => status === document.activeElement)).toBe(true);
    await expectSound(page, 'the end of a report');
    await button('Earlier rows').click();
    await soon(() => rows().count()).toBe(2);
    await button('To the beginning').click();
    await soon(() => foot().innerText()).toBe('1 of 2 rows');
  });

  it('says before it is printed which rows are missing, and prints all when they have come', async () => {
    await page.evaluate(() => {
      window.print = () => {
        document.title = `printed ${document.querySelectorAll('.report-rows tbody tr[data-row]').length}`;
      };
    });
    await button('Print').click();
    const asked = page.getByRole('dialog', { name: 'Not all rows are here' });
    await asked.getByText('The page has 1 of 2 rows so far').waitFor();
    await expectSound(page, 'printing');
    await asked.getByRole('button', { name: 'Load all and print' }).click();
    await soon(() => page.title()).toBe('printed 2');
    await soon(() => foot().innerText()).toBe('2 rows');
    await page.emulateMedia({ media: 'print' });
    for (const hidden of ['.skip-link', '.header', '.report-tools', '.report-rows .list-foot'])
      expect(await page.locator(hidden).first().isVisible()).toBe(false);
    await page.getByText('Rows 1 to 2 of 2.').waitFor();
    await page.emulateMedia({ media: null });
    await page.unroute('**/query');
  });

  it('of an API of before has all that that sends', async () => {
    const newer = ['updatedBy', 'updatedAt', 'owner', 'limitedTo', 'quiet', 'notes', 'definitions', 'cached', 'first', 'before', 'last'];
    await page.route(/\/v1\/sites\/[^/]+\/(reports|query|filters|schedules)/, async (route) => {
      const text = await (await route.fetch()).text();
      const old: unknown = JSON.parse(text, (key, value: unknown) => (newer.includes(key) ? undefined : value));
      await route.fulfill({ json: old });
    });
    await page.reload();
    await soon(() => rows().count()).toBe(2);
    for (const [link, there] of [
      ['Filters', 'New filter'],
      ['Schedules', 'New schedule'],
    ] as const) {
      await page.getByRole('link', { name: link, exact: true }).click();
      await page.getByText(there).first().waitFor();
    }
    expect(await page.getByText('Something went wrong').count()).toBe(0);
    await page.unrouteAll({ behavior: 'wait' });
    await page.goBack();
    await page.goBack();
    await soon(() => rows().count()).toBe(2);
  });
});

describe('a report as a file', () => {
  it('is written as a spreadsheet, fetched, and has the same rows', async () => {
    await button('Export').click();
    await page.getByRole('menuitem', { name: 'Excel' }).click();
    const [download] = await Promise.all([
      page.waitForEvent('download', { timeout: 60_000 }),
      button(/^Download .*\.xlsx/).click({ timeout: 60_000 }),
    ]);
    const rows = readFirstSheet(readFileSync(await download.path()));
    const at = rows.findIndex((row) => row.includes('Calls Handled'));
    expect(rows[at]).toEqual(expect.arrayContaining(['Calls Handled', 'Calls In Ans', 'Gone']));
    expect(rows.slice(at + 1, at + 3).map((row) => row.join(' '))).toEqual([
      expect.stringContaining('1030'),
      expect.stringContaining('1031'),
    ]);
  });

  it('stands among the downloads with its checksum until it is deleted', async () => {
    await page.getByRole('link', { name: 'Downloads', exact: true }).click();
    const row = page.getByRole('list', { name: 'Downloads' }).getByRole('listitem').filter({ hasText: 'Phones of the front' }).first();
    await row.getByText('Ready').waitFor();
    await row.getByText('Checksum').click();
    expect(await row.locator('code').innerText()).toMatch(/^[0-9a-f]{64}$/);
    await expectSound(page, 'the downloads');
    await row.getByRole('button', { name: 'Delete Phones of the front' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete', exact: true }).click();
    await row.waitFor({ state: 'hidden' });
  });
});

describe('a report for everybody', () => {
  it('is a shared copy under a name and in a category of its own', async () => {
    await page.getByRole('link', { name: 'Reports', exact: true }).last().click();
    await page.getByText('Front office').click();
    await button('More: Phones of the front').click();
    await page.getByRole('menuitem', { name: 'Share…' }).click();
    await page.getByLabel('New name').fill('Front phones');
    await button('Share report').click();
    await page.getByText('“Front phones” is shared.').waitFor();
    const shelf = page.getByRole('region', { name: 'Shared reports' });
    await shelf.getByRole('link', { name: 'Front phones' }).waitFor();
    await shelf
      .getByText(/^.+, \w{3} \d+ \w+ \d{4}$/)
      .first()
      .waitFor();
    await page.getByText(/^Last changed by .+ \d{4} \d\d:\d\d$/).waitFor();
  });

  it('says which schedules run it before it is deleted', async () => {
    const report = new URL(page.url()).pathname.split('/').at(-1);
    const made = await ask('supervisor', 'POST', '/schedules', {
      name: 'Every morning',
      timing: { start: { date: '2030-01-01', time: '07:00' }, recurrence: { every: 'day' } },
      reports: [{ report }],
      format: 'pdf',
      delivery: { kind: 'email', to: ['ops@harbour.example'] },
    });
    expect([made.status, await made.text()]).toMatchObject([201, expect.stringContaining('Every morning')]);
    await button('More: Front phones').click();
    await page.getByRole('menuitem', { name: 'Delete…' }).click();
    const asked = page.getByRole('dialog', { name: 'Delete Front phones?' });
    await asked.getByText('1 schedule runs it and will go on without it:').waitFor();
    await asked.getByText('Every morning').waitFor();
    await expectSound(page, 'deleting');
    await asked.getByRole('button', { name: 'Cancel' }).click();
  });

  it('is somebody else’s own to everybody else', async () => {
    const { items } = (await (await ask('supervisor', 'GET', '/reports')).json()) as {
      items: readonly { readonly id: string; readonly name: string }[];
    };
    const own = items.find(({ name }) => name === 'Phones of the front')?.id ?? '';
    const other = await openPage(browser, { viewport: { width: 360, height: 740 }, colorScheme: 'dark', bypassCSP: true });
    await logIn(other.page, place.stack, 'customerAdmin', `${leeds}/reports/${own}`);
    await other.page.getByText('There is no such report').waitFor();
    await other.page.getByRole('button', { name: 'All reports' }).click();
    await other.page.getByText('Front office').click();
    await other.page.getByRole('link', { name: 'Front phones' }).click();
    await other.page.getByRole('table', { name: byExtension }).waitFor();
    await expectSound(other.page, 'a report on a phone');
    await other.context.close();
  });
});

it('had no error that only a console knows', () => {
  expect(errors).toEqual([]);
});
