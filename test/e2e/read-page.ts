import type { Locator, Page } from 'playwright-core';

export type Row = Readonly<Record<string, string>>;

const plain = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** A table as a person reads it: each row under the words of its column heads. Rows that span the table have only the first column. */
export const readTable = async (table: Locator): Promise<readonly Row[]> => {
  const heads = await table.locator('thead th').allInnerTexts();
  const rows: Row[] = [];
  for (const row of await table.locator('tbody tr').all()) {
    const cells = await row.locator(':scope > th, :scope > td').allInnerTexts();
    rows.push(Object.fromEntries(cells.map((cell, i) => [plain(heads[i] ?? String(i)), plain(cell)])));
  }
  return rows;
};

const tableNamed = (page: Page, name: string): Locator => page.getByRole('table', { name, exact: true });

/** Rows of a table by its name; none when the table is not there, as when there is nothing to list. */
export const rowsOf = (page: Page, name: string): Promise<readonly Row[]> => readTable(tableNamed(page, name));

/** Today's figures by their labels, the note behind them. */
export const readTotals = async (page: Page): Promise<Row> => {
  const cards = page.getByRole('region', { name: "Today's totals" }).locator('dl > div');
  const entries: [string, string][] = [];
  for (const card of await cards.all()) {
    const [label = '', value = ''] = await card.locator('dt, dd').allInnerTexts();
    entries.push([plain(label), plain(value)]);
  }
  return Object.fromEntries(entries);
};

/** `1001 Alice Marsh Ringing 0:02` */
export const readLamp = async (page: Page, extension: string): Promise<string> => {
  const lamp = page.getByRole('list', { name: 'Extensions' }).getByRole('listitem').filter({ hasText: extension });
  return plain((await lamp.allInnerTexts()).join(' '));
};

/** What the header says of the connection. */
export const readConnection = async (page: Page): Promise<string> =>
  plain((await page.getByRole('region', { name: 'Connection' }).allInnerTexts()).join(' '));

/** `1:02:03` or `0:07` in seconds; NaN for anything else. */
export const secondsOf = (text: string | undefined): number => {
  if (text === undefined || !/^\d+(:\d\d){1,2}$/.test(text)) return Number.NaN;
  return text.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);
};
