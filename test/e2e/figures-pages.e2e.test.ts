import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CallSite } from './call-site.ts';
import { expectNoSidewaysScroll } from './expect-sound.ts';
import { findViolations } from './find-violations.ts';
import { logIn, openPage } from './log-in.ts';
import { readTotals, rowsOf } from './read-page.ts';
import { type SiteVisit, visitSite } from './visit-site.ts';

const leeds = '/sites/harbour-leeds';
const report = 'Calls by Extension';
const soon = (read: () => Promise<unknown>) => expect.poll(read);

let visit: SiteVisit;
let place: CallSite;
let browser: Browser;
let page: Page;
let errors: string[];

/** Two calls answered at 1030, one that rang at 1031 until the caller gave up. */
const makeCalls = ({ simulator: { pbx } }: CallSite): void => {
  for (const cli of ['07700900301', '07700900302']) {
    pbx.inboundCall({ target: '1030', cli, ddi: '01632960130' });
    pbx.answer('1030');
    pbx.hangUp('1030');
  }
  pbx.inboundCall({ target: '1031', cli: '07700900303', ddi: '01632960131' });
  pbx.hangUp('94101');
};

const go = async (path: string): Promise<void> => {
  await page.goto(`${place.stack.url}${leeds}${path}`);
};
const query = (): URLSearchParams => new URL(page.url()).searchParams;
const dialog = (): Locator => page.getByRole('dialog', { name: 'How this number came about' });
const figure = (row: string, column: number): Locator =>
  page.getByRole('row').filter({ hasText: row }).locator('td').nth(column).getByRole('button');
const plain = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** Numbers of `1 counted + 2 not counted = 3 in all`. */
const sumOf = async (part: Locator): Promise<readonly number[]> => {
  const [line = ''] = await part.locator('.part-sum').allInnerTexts();
  return (/(\d+) counted \+ (\d+) not counted = (\d+) in all/.exec(plain(line)) ?? []).slice(1).map(Number);
};

beforeAll(async () => {
  visit = await visitSite('supervisor', `${leeds}/live`);
  ({ place, browser, page, errors } = visit);
});

afterAll(() => visit?.end());

it('has a day with three calls to ask about', async () => {
  makeCalls(place);
  await soon(() => readTotals(page)).toMatchObject({ Inbound: '3', Answered: '2', Lost: '1', 'In progress': '0' });
});

describe('a question about figures', () => {
  it('is answered for today without being asked anything', async () => {
    await page.getByRole('link', { name: 'Reports', exact: true }).click();
    await page.getByRole('link', { name: 'Ask', exact: true }).click();
    await page.getByRole('table', { name: report }).waitFor();
    await soon(async () => {
      await page.getByRole('button', { name: 'Ask again' }).click();
      return rowsOf(page, report);
    }).toMatchObject([
      { Extension: 'Olive Pryce 1030', 'Calls Handled': '2', 'Calls In Ans': '2', 'Calls Lost': '0' },
      { Extension: 'Paul Quinn 1031', 'Calls Handled': '1', 'Calls In Ans': '0', 'Calls Lost': '1', 'Max Talk Time': '–' },
    ]);
    expect((await page.locator('.report-table tfoot tr').allInnerTexts()).map(plain)[0]).toMatch(/^Totals 3 2 \d 1 0 /);
    expect(await findViolations(page)).toEqual([]);
    await expectNoSidewaysScroll(page);
  });

  it('is sorted by the head of a column, and keeps that in its address', async () => {
    await page.getByRole('button', { name: 'Calls Lost' }).click();
    await soon(async () => (await rowsOf(page, report)).map((row) => row.Extension)).toEqual(['Paul Quinn 1031', 'Olive Pryce 1030']);
    expect(query().get('sort')).toBe('-callsLost');
    expect(await page.getByRole('columnheader', { name: 'Calls Lost' }).getAttribute('aria-sort')).toBe('descending');
    await page.reload();
    await soon(async () => (await rowsOf(page, report)).map((row) => row.Extension)).toEqual(['Paul Quinn 1031', 'Olive Pryce 1030']);
  });

  it('says at which character a filter cannot be read, and in words what it counts', async () => {
    await page.getByRole('button', { name: 'Filter' }).click();
    const field = page.getByRole('textbox', { name: 'Extension', exact: true });
    await field.fill('1001,1005-');
    await page.getByText('Character 10: Write 1005+ for 1005 and higher.').waitFor();
    expect(await page.locator('.filter-fault-text mark').allInnerTexts()).toEqual(['-']);
    expect(await findViolations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Apply' }).click();
    await soon(() =>
      page.evaluate('[document.activeElement?.name, document.activeElement?.selectionStart, document.activeElement?.selectionEnd]'),
    ).toEqual(['extension', 9, 10]);
    expect(query().get('filter')).toBeNull();

    await field.fill('1000-1030');
    await page.getByText('Counts: extension 1000 to 1030.').waitFor();
    await page.getByRole('button', { name: 'Apply' }).click();
    await soon(async () => (await rowsOf(page, report)).map((row) => row.Extension)).toEqual(['Olive Pryce 1030']);
    expect(query().get('filter')).toBe('{"extension":"1000-1030"}');
    await page.getByText('extension 1000 to 1030 · as at').waitFor();
    await page.getByRole('button', { name: 'Clear' }).click();
    await soon(async () => (await rowsOf(page, report)).length).toBe(2);
  });

  it('shows the columns that were chosen', async () => {
    await page.getByRole('button', { name: /^Columns/ }).click();
    const columns = page.getByRole('dialog', { name: 'Columns' });
    await columns.getByRole('searchbox').fill('% calls lost');
    await columns.getByRole('checkbox', { name: '% Calls Lost', exact: true }).check();
    expect(await findViolations(page, '.sheet-frame')).toEqual([]);
    await columns.getByRole('button', { name: 'Show' }).click();
    await soon(async () => (await rowsOf(page, report)).map((row) => row['% Calls Lost'])).toEqual(['100.00 %', '0.00 %']);
    expect(query().get('columns')).toMatch(/,percentCallsLost$/);
  });

  it('marks what could not be known: gaps in words and hatched, never as zero', async () => {
    // No half hour passes unseen within a test; the service's answer is given one on its way.
    await page.route('**/v1/sites/harbour-leeds/query', async (route) => {
      const answer = await route.fetch();
      const body = (await answer.json()) as { items: { gap: string | null; values: object }[]; gaps: object[] };
      const [row] = body.items;
      const none = Object.fromEntries(Object.keys(row?.values ?? {}).map((id) => [id, null]));
      const at = (hour: string) => `2026-03-02T${hour}:00.000Z`;
      await route.fulfill({
        response: answer,
        json: {
          ...body,
          items: [
            { ...row, key: '2026-03-02T09:00', label: '02/03/2026 09:00:00', gap: 'partly' },
            { ...row, key: '2026-03-02T09:30', label: '02/03/2026 09:30:00', gap: 'whole', values: none },
            { ...row, key: '2026-03-02T11:00', label: '02/03/2026 11:00:00', gap: null },
          ],
          gaps: [{ cause: 'linkDown', startedAt: at('09:20'), endedAt: at('10:05'), detail: null }],
          incomplete: true,
          restatedAt: at('12:00'),
          inferredEnds: 2,
        },
      });
    });
    await go('/figures?template=callsByStartTime');
    await page.getByText('Incomplete: a gap in this range').waitFor();
    await page.getByText('Mon 2 Mar 09:20 to 10:05: no link to the PBX').waitFor();
    await page.getByText(/^Restated at Mon 2 Mar 12:00/).waitFor();
    await page.getByText(/did not tell the end of 2 rows/).waitFor();
    const rows = await rowsOf(page, 'Calls by Start Time');
    expect(rows.map((row) => row['Calls Inbound'])).toEqual(['3', 'gap', '3']);
    expect(rows[0]?.Start).toBe('02/03/2026 09:00:00 partly covered by a gap');
    await page.getByRole('img', { name: /^Calls Inbound over time, 3 periods/ }).waitFor();
    expect(await findViolations(page)).toEqual([]);
    await page.unroute('**/v1/sites/harbour-leeds/query');
  });

  it('can be called off, and asked again', async () => {
    await page.route('**/v1/sites/harbour-leeds/query', () => undefined);
    await go('/figures?template=callsByTrunk');
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByText('Called off', { exact: true }).waitFor();
    await page.unroute('**/v1/sites/harbour-leeds/query');
    await page.getByRole('button', { name: 'Ask again' }).click();
    await soon(async () => (await rowsOf(page, 'Calls by Trunk')).map((row) => row['Calls Handled'])).toEqual(['3']);
  });
});

describe('how a number came about', () => {
  it('is told of a figure in the table: counted and not counted make up all, and each call can be followed', async () => {
    await go('/figures?sort=-callsLost');
    await figure('Paul Quinn 1031', 3).click();
    await dialog().getByText('Counted', { exact: true }).waitFor();
    expect((await dialog().locator('.explain-value').allInnerTexts()).map(plain)).toEqual(['1']);
    await dialog().getByText('Rule set 1, configuration').waitFor();
    const [counted = 0, not = 0, all = 0] = await sumOf(dialog());
    expect([counted, counted + not]).toEqual([1, all]);
    expect((await dialog().getByRole('tab').allInnerTexts()).map(plain)).toEqual([
      `Counted ${counted}`,
      `Not counted ${not}`,
      `All ${all}`,
    ]);
    const reasons = (await dialog().locator('.reason-rows').allInnerTexts()).map(Number);
    expect(reasons.reduce((sum, rows) => sum + rows, 0)).toBe(all);
    expect(await findViolations(page, '.sheet-frame')).toEqual([]);

    await dialog().getByRole('tab', { name: /^All/ }).click();
    await soon(async () => (await rowsOf(page, 'Rows of this figure')).length).toBe(all);
    await dialog()
      .getByRole('tab', { name: /^Counted/ })
      .click();
    await soon(() => rowsOf(page, 'Rows of this figure')).toMatchObject([{ Direction: 'Inbound', Outside: '07700900303', Adds: '+1' }]);
    await dialog().getByRole('table').getByRole('link').click();
    await page.getByRole('heading', { name: /^Call / }).waitFor();
    await soon(async () => (await rowsOf(page, 'Segments of the call')).length).toBe(1);
    await page.goBack();
    await dialog().getByText('Counted', { exact: true }).waitFor();
  });

  it('is opened and closed by the keyboard, and gives the focus back', async () => {
    await page.keyboard.press('Escape');
    await soon(() => dialog().count()).toBe(0);
    await figure('Paul Quinn 1031', 2).focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowDown');
    expect(await page.evaluate("document.activeElement?.closest('tr')?.innerText ?? ''")).toContain('1030');
    await page.keyboard.press('Enter');
    await dialog().getByText('Counted', { exact: true }).waitFor();
    await page.keyboard.press('Escape');
    await soon(() => dialog().count()).toBe(0);
    await soon(() => page.evaluate("document.activeElement?.closest('tr')?.innerText ?? ''")).toContain('1030');
  });

  it('has an address of its own, with the division of a percentage and both its parts', async () => {
    await go('/figures/explain?statistic=percentCallsLost&template=site&named=today');
    await page.getByText('1 ÷ 3 = 33.33 %').waitFor();
    for (const name of ['Above the line', 'Below the line']) {
      const [counted = 0, not = 0, all = -1] = await sumOf(page.getByRole('region', { name, exact: true }));
      expect(counted + not, name).toBe(all);
    }
    await page.getByRole('button', { name: 'Below the line' }).click();
    await soon(async () => (await rowsOf(page, 'Rows of this figure')).length).toBe(3);
    expect(await findViolations(page)).toEqual([]);
    await expectNoSidewaysScroll(page);
    await go('/figures/explain?statistic=noSuchStatistic&template=site');
    await page.getByText('Not found', { exact: true }).waitFor();
  });

  it("is told of today's totals on the live page", async () => {
    await go('/live');
    for (const [label, value] of [
      ['Lost', '1'],
      ['Answered', '2'],
      ['Inbound', '3'],
      ['Service level', '66.67 %'],
    ]) {
      await page.getByRole('button', { name: new RegExp(`^${label}: `) }).click();
      await soon(async () => (await dialog().locator('.explain-value').allInnerTexts()).map(plain)).toEqual([value]);
      await dialog().getByRole('button', { name: 'Close' }).click();
      await soon(() => dialog().count()).toBe(0);
    }
  });
});

describe('the catalogue of statistics', () => {
  it('is searched by words, narrowed to a report, and each entry has an address', async () => {
    await go('/statistics');
    await page.getByText(/^\d+ statistics$/).waitFor();
    await page.getByRole('searchbox', { name: 'Search the statistics' }).fill('answered <= 5s');
    await soon(async () => (await page.locator('.entry-name').allInnerTexts()).map(plain)).toContain('% Answered <= 5s');
    await page.getByRole('combobox', { name: 'Report that offers it' }).selectOption('callsByAgent');
    await soon(() => Promise.resolve(query().get('template'))).toBe('callsByAgent');
    await page.locator('.entry summary').filter({ hasText: '% Answered <= 5s' }).first().click();
    await page.getByText('Call reporting').first().waitFor();
    expect(await findViolations(page)).toEqual([]);
    await page.getByRole('link', { name: '% Answered <= 5s: address of this statistic' }).click();
    await page.getByRole('heading', { level: 1, name: /^% Answered <= 5s/ }).waitFor();
    expect(new URL(page.url()).pathname).toBe(`${leeds}/statistics/percentAnsweredWithin1`);
    expect(await findViolations(page)).toEqual([]);
    await page.getByRole('link', { name: 'Calls by Hunt Group' }).click();
    await page.getByRole('heading', { level: 1, name: /^Ask/ }).waitFor();
    expect(query().get('columns')).toMatch(/^percentAnsweredWithin1,/);
  });

  it('says so when nothing is found', async () => {
    await go('/statistics?q=no+such+words');
    await page.getByText('No statistic has these words').waitFor();
    await go('/statistics/noSuchStatistic');
    await page.getByText('There is no statistic “noSuchStatistic”').waitFor();
  });
});

describe('on a phone, and for strangers', () => {
  it('keeps its width and has no fault that axe knows, page and panel', async () => {
    const phone = await openPage(browser, { viewport: { width: 360, height: 740 }, colorScheme: 'dark', bypassCSP: true });
    await logIn(phone.page, place.stack, 'supervisor', `${leeds}/figures`);
    await phone.page.getByRole('table', { name: report }).waitFor();
    expect(await findViolations(phone.page), 'figures').toEqual([]);
    await expectNoSidewaysScroll(phone.page);
    await phone.page.locator('.report-table tfoot').getByRole('button').first().click();
    await phone.page.getByRole('table', { name: 'Rows of this figure' }).waitFor();
    expect(await findViolations(phone.page, '.sheet-frame'), 'panel').toEqual([]);
    await expectNoSidewaysScroll(phone.page);
    await phone.page.goto(`${place.stack.url}${leeds}/statistics?q=lost`);
    await phone.page.getByText(/^\d+ of \d+ statistics$/).waitFor();
    expect(await findViolations(phone.page), 'statistics').toEqual([]);
    await expectNoSidewaysScroll(phone.page);
    await phone.context.close();
  });

  it("shows the not-found page for another customer's site", async () => {
    for (const path of ['figures', 'figures/explain?statistic=callsLost', 'statistics', 'statistics/callsLost']) {
      await page.goto(`${place.stack.url}/sites/mill-lane-surgery/${path}`);
      await page.getByText('There is no site “mill-lane-surgery” that you may see').waitFor();
    }
  });

  it('logged no error on the way, but for what was asked to fail', () => {
    expect(errors.filter((error) => !/404|ERR_ABORTED|ERR_FAILED/.test(error))).toEqual([]);
  });
});
