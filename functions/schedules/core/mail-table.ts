/** A report as people read it: cells in texts, by its columns. */
export interface ReadRows {
  readonly columns: readonly { readonly id: string; readonly heading: string; readonly figure: boolean }[];
  /** The first of the report. */
  readonly rows: readonly (readonly string[])[];
  /** Of all of its rows, with the word that says so; null = it has none. */
  readonly totals: readonly string[] | null;
}
/** The small table of a mail, which is read on a telephone. */
export interface MailTable {
  readonly headings: readonly { readonly text: string; readonly figure: boolean }[];
  readonly rows: readonly (readonly string[])[];
  readonly totals: readonly string[] | null;
  /** Headings of the columns that are in the file alone, in its order. */
  readonly left: readonly string[];
}

const columnsShown = 6;

/** What stands in one cell of the mail: a column, or the number of a row with its name. */
interface Cell {
  readonly text: string;
  readonly figure: boolean;
  readonly at: readonly number[];
}
/** `key` and `keyName`, `extension` and `extensionName` … */
const cellsOf = (columns: ReadRows['columns']): readonly Cell[] => {
  const placeOf = (wanted: string): number => columns.findIndex(({ id }) => id === wanted);
  return columns.flatMap(({ id, heading, figure }, i): readonly Cell[] => {
    const [number, name] = id.endsWith('Name') ? [placeOf(id.slice(0, -'Name'.length)), i] : [i, placeOf(`${id}Name`)];
    const both = number >= 0 && name >= 0;
    if (both && i === Math.max(number, name)) return [];
    return [{ text: heading, figure, at: both ? [number, name] : [i] }];
  });
};

/** What tells programs which call a row of a list is of, and people nothing. */
const forPrograms = new Set(['segmentNo', 'segmentCount', 'callId', 'logicalCallId', 'recId', 'deviceNodeId']);

/**
 * What a row is of, then figures in the order of the report, then words where there is room: figures are what the mail is for. Rows of a list are no
 * figures: who, where and when come as the report has them.
 */
const shownOf = (cells: readonly Cell[], columns: ReadRows['columns']): readonly Cell[] => {
  const [first, ...others] = cells;
  if (first === undefined || cells.length <= columnsShown) return cells;
  if (!columns.some(({ id }) => id === 'key')) {
    const isForPrograms = ({ at: [place = 0] }: Cell): boolean => forPrograms.has(columns[place]?.id ?? '');
    const chosen = [...cells.filter((cell) => !isForPrograms(cell)), ...cells.filter(isForPrograms)].slice(0, columnsShown);
    return cells.filter((cell) => chosen.includes(cell));
  }
  const chosen = [...others.filter(({ figure }) => figure), ...others.filter(({ figure }) => !figure)].slice(0, columnsShown - 1);
  return cells.filter((cell) => cell === first || chosen.includes(cell));
};

/** As many columns as have room, what is left out named. */
export const mailTable = ({ columns, rows, totals }: ReadRows): MailTable => {
  const cells = cellsOf(columns);
  const shown = shownOf(cells, columns);
  const texts = (row: readonly string[]): readonly string[] =>
    shown.map(({ at }) => [...new Set(at.map((i) => row[i] ?? '').filter((text) => text !== ''))].join(' '));
  return {
    headings: shown.map(({ text, figure }) => ({ text, figure })),
    rows: rows.map(texts),
    totals: totals === null ? null : texts(totals),
    left: cells.filter((cell) => !shown.includes(cell)).map(({ text }) => text),
  };
};
