import { describePopulation, type Statistic, statistics, type Template, templates } from './catalogue.ts';

const cell = (text: string): string => text.replaceAll('|', '\\|');
const row = (...cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`;
const table = (headers: readonly string[], rows: readonly string[]): string =>
  [row(...headers), row(...headers.map(() => '---')), ...rows].join('\n');

const nameOf = (id: string): string => templates.find((template) => template.id === id)?.name ?? id;
const open = templates.filter((template) => template.kind === 'grouped' && template.fixedColumns === null);
const externalOnly = ['callsByAccountCode', 'callsByDdi', 'callsByStartTime', 'callsByTrunk'];

/** Long lists of templates by their rule; fixed reports are told in the table of templates. */
const offeredIn = (statistic: Statistic): string => {
  const on = statistic.templates.filter((id) => templates.find((template) => template.id === id)?.fixedColumns === null);
  if (on.length === 0) return 'boards only';
  const missing = open.filter((template) => !on.includes(template.id)).map(({ id }) => id as string);
  if (missing.length === 0) return 'all grouped reports';
  if (missing.length === externalOnly.length && missing.every((id) => externalOnly.includes(id)))
    return 'grouped reports that count internal calls';
  if (missing.length <= 2) return `grouped reports but ${missing.map(nameOf).join(', ')}`;
  return on.map(nameOf).join(', ');
};

/** Columns that differ in their slot only stand in one row. */
const family = ({ entry, parameter, name, id }: Statistic): string =>
  parameter === null || entry === null ? id : `${entry} ${parameter.kind} ${name.replace(/\d+/g, '')}`;

const slots = (columns: readonly Statistic[], text: (column: Statistic) => string): string => {
  const [first] = columns;
  const last = columns.at(-1);
  if (first === undefined || last === undefined) return '';
  return first === last ? text(first) : `${text(first)} … ${text(last)}`;
};

const rowOf = (columns: readonly Statistic[]): string => {
  const [first] = columns;
  if (first === undefined) return '';
  const { parameter, words, live, entry, line } = first;
  const general =
    parameter === null ? words : words.replaceAll(`X${parameter.slot}s`, 'Xs').replace(new RegExp(`\\b${parameter.slot}\\b`), 'n');
  const place = entry === null ? 'ours' : `${entry} (L${line})`;
  return row(
    slots(columns, ({ name }) => name),
    slots(columns, ({ id }) => `\`${id}\``),
    general,
    offeredIn(first),
    live ? 'yes' : '',
    place,
  );
};

const groupTable = (group: string): string => {
  const families = new Map<string, Statistic[]>();
  for (const statistic of statistics.filter((one) => one.group === group)) {
    const key = family(statistic);
    families.set(key, [...(families.get(key) ?? []), statistic]);
  }
  const headers = ['Name', 'Id', 'What it says', 'Offered in', 'Boards', 'Manual'];
  return `### ${group}\n\n${table(headers, [...families.values()].map(rowOf))}`;
};

const templateRow = ({ id, name, counts, scope, words, line }: Template): string =>
  row(name, `\`${id}\``, words, counts, scope.length === 0 ? 'all' : describePopulation(scope, null), line === null ? 'ours' : `L${line}`);

/** docs/statistics.md as the catalogue makes it. */
export const statisticsPage = (): string => {
  const groups = [...new Set(statistics.map(({ group }) => group))];
  const own = statistics.filter(({ ours }) => ours).length;
  const entries = new Set(statistics.map(({ entry }) => entry).filter((entry) => entry !== null)).size;
  return `# Statistics

Written from the catalogue by \`npx tsx functions/statistics/write-statistics.ts\`; a test compares. The same is at \`GET /v1/statistics\`, there
with the exact formula of each and, with \`?site=\`, the seconds and words of a site. How calls are counted at all is told in
[call-rules.md](call-rules.md). Rule set 1.

${entries} entries of the manual in ${statistics.length - own} columns, and ${own} columns of ours, marked so. X1 to X6 are the six ring categories of a site; \`<=\` takes
all calls up to the limit, those of the smaller categories too, and \`>\` is the rest. A share or average with nothing to divide by is empty, a
true zero is 0, and where the link to the phone system was down it says so. A call in progress is counted at once, but its talk, hold and call
time enter sums and averages, and their divisors, when it ends. Outside legs of twinned ringing (DEE) count in Calls Outbound (DEE) only.
"Boards" = it can also be shown live.

## Reports

${table(['Report', 'Id', 'What it shows', 'Counts', 'Scope', 'Manual'], templates.map(templateRow))}

## Columns

${groups.map(groupTable).join('\n\n')}
`;
};
