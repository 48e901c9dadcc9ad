import { sqlLiteral } from '../../../functions/statistics/formulas.ts';
import { withFacts } from '../report/postgres.ts';
import { median } from '../report/rounds.ts';
import { scope, year } from '../report/site.ts';

/** As many columns of as many rows as our export has; dates and durations as numbers, so it has less to do than we. */
const twenty = [
  ...['startedAt', 'endedAt', 'answeredAt', 'side', 'callType', 'telephoneKey', 'telephoneName', 'factId', 'extension'],
  ...['extensionName', 'huntGroup', 'huntGroupName', 'trunk', 'ddi', 'dnis', 'answered', 'ringMs', 'talkMs', 'holdMs', 'callMs'],
];
const rows = `FROM facts WHERE "siteId" = ${sqlLiteral(scope.site)} AND grain = 'leg' AND "callStartedAt" >= ${year.from} AND "callStartedAt" < ${year.to}`;
const selected = twenty.map((name) => `"${name}"`).join(', ');
const timesOf = (printed: string): number[] => [...printed.matchAll(/Time: ([\d.]+) ms/g)].map(([, ms]) => Math.round(Number(ms)));

/** The same work by PostgreSQL 15: a CSV of every segment in order of time, and the first page of such a list with the number of its rows. */
export const measurePostgresExport = async (directory: string, folder: string) =>
  withFacts(directory, folder, async (cluster) => {
    const file = sqlLiteral(`${cluster.folder}/export.csv`);
    const copy = `COPY (SELECT ${selected} ${rows} ORDER BY "callStartedAt", "factId") TO ${file} (FORMAT csv, HEADER);`;
    const copies = timesOf(await cluster.psql(`\\timing on\n${copy}\n${copy}\n${copy}\n`));
    const page = `SELECT ${selected} ${rows} ORDER BY "callStartedAt", "factId" LIMIT 100;\nSELECT count(*) ${rows};`;
    const pages = timesOf(await cluster.psql(`\\o /dev/null\n\\timing on\n${`${page}\n`.repeat(4)}`));
    const both = pages.flatMap((ms, i) => (i % 2 === 0 ? [ms + (pages[i + 1] ?? 0)] : []));
    const counted = Number((await cluster.psql(`\\t on\nSELECT count(*) ${rows};`)).trim());
    return {
      rows: counted,
      csvMs: median(copies),
      csvRowsPerSecond: Math.round((counted / median(copies)) * 1000),
      firstPageMs: median(both.slice(1)),
    };
  });
