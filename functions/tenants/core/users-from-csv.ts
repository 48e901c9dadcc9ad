import type { SiteConfig } from '../../domain/site-config.ts';
import { applyEdits } from './apply-edits.ts';
import type { ConfigEdit } from './config-edits.ts';
import { parseCsv } from './parse-csv.ts';
import { type AssignmentKind, endOf, listOfKind, startOf } from './past-changes.ts';

/** Lines one text may have, the header not counted. */
export const longestCsv = 5_000;

export interface LineFault {
  readonly line: number;
  readonly detail: string;
}
export interface CsvResult {
  readonly config: SiteConfig;
  readonly faults: readonly LineFault[];
}

const columns = { name: 'name', extension: 'extension', agent: 'agent', businessunit: 'businessUnit' } as const;
type Column = (typeof columns)[keyof typeof columns];
type Row = Readonly<Record<Column, string>>;

const columnOf = (header: string): Column | null => {
  const name = header.toLowerCase().replaceAll(/[\s_-]/g, '');
  return name === 'name' || name === 'extension' || name === 'agent' || name === 'businessunit' ? columns[name] : null;
};

const longestCell = { name: 200, extension: 64, agent: 64, businessUnit: 200 } as const satisfies Record<Column, number>;

/** A line that cannot be taken; thrown within this file only. */
class LineError extends Error {}

const made = (config: SiteConfig, edit: ConfigEdit, now: string): SiteConfig => {
  const { config: next, faults } = applyEdits(config, [edit], now);
  const [fault] = faults;
  if (fault !== undefined) throw new LineError(fault.detail);
  return next;
};

const unitId = (config: SiteConfig, unit: string): string | null => {
  if (unit === '') return null;
  const found = config.businessUnits.filter(({ id, name }) => id === unit || name === unit);
  if (found.length === 1) return found[0]?.id ?? null;
  throw new LineError(
    found.length === 0
      ? `There is no business unit "${unit}": create it first, or correct the name.`
      : `Several business units are called "${unit}": write the id.`,
  );
};

const withUser = (config: SiteConfig, row: Row, now: string): { readonly config: SiteConfig; readonly id: string } => {
  const same = config.users.filter((user) => user.deletedAt === null && user.name === row.name);
  if (same.length > 1) throw new LineError(`Several users are called "${row.name}": change them one by one.`);
  const businessUnit = unitId(config, row.businessUnit);
  const [known] = same;
  if (known === undefined) {
    const next = made(config, { edit: 'addUser', name: row.name, businessUnit }, now);
    return { config: next, id: next.users.at(-1)?.id ?? '' };
  }
  if (businessUnit === null) return { config, id: known.id };
  return { config: made(config, { edit: 'changeUser', id: known.id, set: { businessUnit } }, now), id: known.id };
};

const assigned = (config: SiteConfig, user: string, kind: AssignmentKind, number: string, now: string): SiteConfig => {
  if (number === '') return config;
  const at = Date.parse(now);
  const holder = config.users.find((one) => one[listOfKind[kind]].some((a) => a.number === number && startOf(a) <= at && at < endOf(a)));
  if (holder?.id === user) return config;
  if (holder !== undefined) throw new LineError(`${kind} ${number} is ${holder.name}’s: end that first.`);
  return made(config, { edit: 'assign', user, kind, number, to: null, takeOver: false }, now);
};

const taken = (config: SiteConfig, row: Row, now: string): SiteConfig => {
  if (row.name === '') throw new LineError('There is no name.');
  for (const [column, longest] of Object.entries(longestCell))
    if (row[column as Column].length > longest) throw new LineError(`${column} has more than ${longest} characters.`);
  const { config: next, id } = withUser(config, row, now);
  return assigned(assigned(next, id, 'extension', row.extension, now), id, 'agent', row.agent, now);
};

/**
 * Users from a text with the columns `name`, `extension`, `agent`, `business unit` in any order: who is not there is added, numbers are
 * theirs from now on, nothing is taken from anybody. A line that cannot be taken is a fault and changes nothing.
 * @param now ISO 8601
 */
export const takeUsersFromCsv = (config: SiteConfig, text: string, now: string): CsvResult => {
  const { lines, unreadable } = parseCsv(text);
  if (unreadable !== null)
    return { config, faults: [{ line: unreadable, detail: 'A quotation mark is not closed, or text follows it: correct the line.' }] };
  const [header, ...rows] = lines;
  const order = header?.cells.map(columnOf) ?? [];
  const unknown = header?.cells.filter((_, i) => order[i] === null) ?? [];
  if (!order.includes('name') || unknown.length > 0 || new Set(order).size < order.length) {
    const what = unknown.length > 0 ? `"${unknown.join('", "')}" is no column. ` : '';
    return {
      config,
      faults: [{ line: 1, detail: `${what}The first line names the columns, each once: name, extension, agent, business unit.` }],
    };
  }
  if (rows.length > longestCsv)
    return { config, faults: [{ line: 1, detail: `There are ${rows.length} lines: send at most ${longestCsv} at a time.` }] };
  const faults: LineFault[] = [];
  let current = config;
  for (const { line, cells } of rows)
    try {
      if (cells.length > order.length)
        throw new LineError(`There are ${cells.length} cells for ${order.length} columns: put texts with commas into quotation marks.`);
      const cellOf = (column: Column): string => cells[order.indexOf(column)] ?? '';
      const row: Row = {
        name: cellOf('name'),
        extension: cellOf('extension'),
        agent: cellOf('agent'),
        businessUnit: cellOf('businessUnit'),
      };
      current = taken(current, row, now);
    } catch (error) {
      if (!(error instanceof LineError)) throw error;
      faults.push({ line, detail: error.message });
    }
  return { config: current, faults };
};
