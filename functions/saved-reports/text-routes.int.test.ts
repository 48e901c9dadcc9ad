import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { resources } from '../../infra/local/resources.ts';
import { createAuditWriter, noOrigin } from '../audit/audit.ts';
import type { Doing, TransactWrite } from '../audit/types.ts';
import { siteIdSchema, tenantIdSchema } from '../domain/ids.ts';
import { meetingOf } from '../runtime/testing/meeting-of.ts';
import { createFilterStore } from '../saved-filters/filters.ts';
import { type ImportDeps, importText } from './import-text.ts';
import { createReportStore } from './report-store.ts';
import { createReportWorld, people, type ReportWorld, report } from './testing/report-world.ts';

let world: ReportWorld;
beforeAll(async () => {
  world = await createReportWorld();
});
afterAll(() => world.stop());

const bring = async (who: string, site: string, text: string, dryRun = false) => {
  const answer = await world.ask(who, 'POST', `${site}/reports-text?dryRun=${dryRun}`, text);
  const body = answer.body as unknown as {
    readonly changes: readonly {
      readonly kind: string;
      readonly id: string;
      readonly change: string;
      readonly lines: readonly { sign: string; text: string }[];
    }[];
    readonly applied: boolean;
  };
  return { ...answer, changes: body.changes, applied: body.applied };
};
type ImportParts = Pick<ImportDeps, 'store' | 'filters'> & { readonly newId: () => string; readonly schedules?: ImportDeps['schedules'] };
/** An import on stores of its own, below HTTP. */
const importBy = ({ newId, schedules = world.schedules, ...stores }: ImportParts) =>
  importText({
    ...stores,
    schedules,
    audit: createAuditWriter({ table: resources.auditTable, newId }),
    now: () => 0,
    newSuffix: () => 'aaaaaa',
  });
const inesAtMarket = (): Doing => {
  const who = people.ines;
  if (who === undefined) throw new Error('nobody');
  return {
    scope: { tenant: tenantIdSchema.parse('bakery'), site: siteIdSchema.parse('market'), reseller: 'north' },
    who,
    origin: noOrigin,
  };
};

const text = (column = 'callsLost') => `format: 1
reports:
  - id: desk
    name: Front desk
    category: Team
    shared: true
    template: callsByStartTime
    columns:
      - statistic: callsInbound
      - statistic: ${column}
        header: Missed
    key:
      place: 1
    format: date
    filter:
      kind: saved
      id: front
    range:
      named: lastDays
      days: 7
    sort:
      - column: key
        descending: true
  - id: mine
    name: Mine
    category: Team
    template: callList
    columns:
      - statistic: startTime
        display: time
filters:
  - id: front
    name: Front desk
    shared: true
    spec:
      extension: 1000-1005
schedules:
  - id: monday
    name: Monday
    timing:
      start:
        date: 2026-03-02
        time: 07:00
      recurrence:
        every: day
    reports:
      - report: desk
        filter:
          kind: saved
          id: front
    format: xlsx
    delivery:
      kind: email
      to:
        - desk@example.test
`;

describe('a text', () => {
  test('is tried, brought in, and comes out again byte for byte', async () => {
    const tried = await bring('sue', 'market', text(), true);
    expect([tried.status, tried.body.detail, tried.applied]).toEqual([200, undefined, false]);
    expect(tried.changes.map(({ kind, id, change }) => [kind, id, change])).toEqual([
      ['report', 'desk', 'add'],
      ['report', 'mine', 'add'],
      ['filter', 'front', 'add'],
      ['schedule', 'monday', 'add'],
    ]);
    expect((await world.ask('sue', 'GET', 'market/reports/desk')).status).toBe(404);
    expect((await bring('sue', 'market', text())).applied).toBe(true);
    const out = await world.ask('sue', 'GET', 'market/reports-text');
    expect([out.status, out.text]).toEqual([200, text()]);
    // What a schedule runs and what both filter by come with it.
    expect((await world.ask('sue', 'GET', 'market/reports-text?reports=mine&schedules=monday')).text).toBe(text());
    expect((await world.ask('omar', 'GET', 'market/reports-text?filters=front')).text).toBe(
      'format: 1\nfilters:\n  - id: front\n    name: Front desk\n    shared: true\n    spec:\n      extension: 1000-1005\n',
    );
    const again = await bring('sue', 'market', out.text);
    expect([again.applied, again.changes.map(({ change }) => change)]).toEqual([false, ['same', 'same', 'same', 'same']]);
    const desk = await world.ask('omar', 'GET', 'market/reports/desk');
    expect(desk.body).toMatchObject({ version: 1, owner: { id: 'sue', name: 'SUE' }, shared: true });
    expect((await world.ask('omar', 'GET', 'market/reports/mine')).status).toBe(404);
  });

  test('that changes something says which lines, and leaves the rest alone', async () => {
    const changed = await bring('omar', 'market', text('callsAnswered').replace(/ {2}- id: mine[\s\S]*?(?=filters:)/, ''));
    expect([changed.applied, changed.changes.map(({ id, change }) => [id, change])]).toEqual([
      true,
      [
        ['desk', 'change'],
        ['front', 'same'],
        ['monday', 'same'],
      ],
    ]);
    expect(changed.changes[0]?.lines.filter(({ sign }) => sign !== ' ').map(({ sign, text: line }) => sign + line.trim())).toEqual([
      '-- statistic: callsLost',
      '+- statistic: callsAnswered',
    ]);
    const rows = (await world.auditOf('bakery', 'market')).filter(({ action }) => action === 'report.import');
    expect(rows.map(({ who, object, summary }) => [who.id, object, summary]).sort()).toEqual([
      ['omar', 'reports from text', '0 added, 1 changed'],
      ['sue', 'filters from text', '1 added, 0 changed'],
      ['sue', 'reports from text', '2 added, 0 changed'],
      ['sue', 'schedules from text', '1 added, 0 changed'],
    ]);
    const desk = await world.ask('sue', 'GET', 'market/reports/desk');
    expect(desk.body).toMatchObject({ version: 2, owner: { id: 'sue', name: 'SUE' } });
  });

  test('leaves out default reports that are as they were given', async () => {
    world.kept.clear();
    await world.ask('ines', 'GET', 'harbour/reports');
    expect((await world.ask('ines', 'GET', 'harbour/reports-text')).text).toBe('format: 1\n');
  });

  test('goes to another site', async () => {
    const answer = await bring('sue', 'harbour', text());
    expect([answer.status, answer.applied]).toEqual([200, true]);
    expect((await world.ask('omar', 'GET', 'harbour/reports/desk')).body.name).toBe('Front desk');
    expect((await world.ask('sue', 'GET', 'harbour/reports-text')).text).toBe(text());
  });

  test('with anything wrong in it is not taken at all', async () => {
    const wrong = text('callsLots')
      .replace('extension: 1000-1005', 'extension: 1005-1000')
      .replace('report: desk', 'report: mine')
      .replaceAll('id: desk', 'id: desk-2')
      .replace('id: mine', 'id: inbound-call-summary');
    const answer = await bring('ines', 'market', wrong);
    expect(answer.status).toBe(400);
    expect(answer.body.errors.map(({ pointer, detail }) => [pointer, detail])).toEqual([
      ['#/lines/4', 'Line 4: another shared report has this name'],
      ['#/lines/10', 'Line 10: there is no statistic "callsLots"'],
      ['#/lines/24', 'Line 24: the id "inbound-call-summary" is that of a built-in report: choose another one'],
      ['#/lines/36', expect.stringContaining('The range runs backwards')],
      ['#/lines/47', 'Line 47: there is no shared report "mine"'],
    ]);
    expect((await world.ask('ines', 'GET', 'market/reports/desk-2')).status).toBe(404);
  });

  test('is for those who may, and reaches nothing of others', async () => {
    const { body } = await world.ask('ines', 'POST', 'harbour/reports', { content: report('Secret') });
    // What is somebody else's own has its id elsewhere; the same id here is another report.
    const one = `format: 1\nreports:\n  - {id: ${body.id}, name: Other, category: C, template: callList, columns: [{statistic: startTime}]}\n`;
    expect((await bring('sue', 'harbour', one)).changes.map(({ change }) => change)).toEqual(['add']);
    expect((await world.ask('ines', 'GET', `harbour/reports/${body.id}`)).body.name).toBe('Secret');
    expect((await world.ask('omar', 'GET', `harbour/reports-text?reports=${body.id}`)).status).toBe(404);
    const shared = one.replace('name: Other', 'shared: true, name: Other');
    expect((await bring('sue', 'harbour', shared)).body.errors[0]?.detail).toContain('that of a report of your own');
    for (const [who, status] of [
      ['alice', 403],
      ['hall', 403],
      ['wall', 403],
      ['flora', 404],
    ] as const)
      expect([(await bring(who, 'harbour', one)).status, (await world.ask(who, 'GET', 'harbour/reports-text')).status]).toEqual([
        status,
        status,
      ]);
  });

  test('that is more than a transaction holds comes in steps; one that stops half way is brought in again', async () => {
    const many = (n: number, with_: string) =>
      Array.from(
        { length: n },
        (_, i) =>
          `  - {id: r${i}, name: R${i}, category: C, template: callList, columns: [{statistic: ${with_}}], filter: {kind: saved, id: f}}`,
      );
    const big = `format: 1\nfilters: [{id: f, name: F, spec: {}}]\nreports:\n${many(50, 'startTime').join('\n')}\n`;
    const tried = await bring('ines', 'market', big, true);
    expect([tried.status, tried.applied, tried.body.steps, tried.changes.length]).toEqual([200, false, 2, 51]);
    const rows: TransactWrite[][] = [];
    const stopping = importBy({
      store: { ...world.store, commit: async (writes) => rows.push([...writes]) === 1 && world.store.commit(writes) },
      filters: createFilterStore({ client: world.client, table: resources.boardsTable }),
      newId: () => `stopped-${crypto.randomUUID()}`,
    });
    const doing = inesAtMarket();
    const error: unknown = await stopping(doing, big, false).catch((reason: unknown) => reason);
    // A filter, 47 reports with their uses, the lists they are in, two rows in the audit: one more report would be 101.
    expect(rows.map(({ length }) => length)).toEqual([99, 8]);
    expect(error).toMatchObject({
      code: 'conflict',
      message: expect.stringMatching(
        /^The import stopped at step 2 of 2: .* Done \(48\): filter f, report r0, .*, report r46\. Not done \(3\)/,
      ),
      errors: [{ pointer: '#/reports/r47' }, { pointer: '#/reports/r48' }, { pointer: '#/reports/r49' }],
    });
    const again = await bring('ines', 'market', big);
    expect([again.status, again.applied, again.body.steps]).toEqual([200, true, 1]);
    expect(again.changes.filter(({ change }) => change === 'add').map(({ id }) => id)).toEqual(['r47', 'r48', 'r49']);
    expect(again.changes.filter(({ change }) => change === 'same')).toHaveLength(48);
    expect(await bring('ines', 'market', big)).toMatchObject({ applied: false, body: { steps: 0 } });
    const changed = await bring('ines', 'market', big.replaceAll('startTime', 'callDuration'));
    expect([changed.applied, changed.body.steps]).toEqual([true, 2]);
    const told = (await world.auditOf('bakery', 'market')).filter(({ summary }) => summary.includes('step'));
    expect(told.map(({ object, summary }) => [object, summary]).sort()).toEqual([
      ['filters from text', '1 added, 0 changed (step 1 of 2)'],
      ['reports from text', '0 added, 1 changed (step 2 of 2)'],
      ['reports from text', '0 added, 49 changed (step 1 of 2)'],
      ['reports from text', '47 added, 0 changed (step 1 of 2)'],
    ]);
  });

  test('is looked up with one list of each kind, and not at all where it has more than a site may have', async () => {
    let calls = 0;
    const client = new Proxy(world.client, {
      get: (target, key) => {
        if (key === 'send') calls += 1;
        return Reflect.get(target, key);
      },
    });
    const trying = importBy({
      store: createReportStore({ client, table: resources.reportsTable }),
      filters: createFilterStore({ client, table: resources.boardsTable }),
      newId: () => 'never',
    });
    const doing = inesAtMarket();
    const reports = (n: number, more: string): string =>
      Array.from(
        { length: n },
        (_, i) => `  - {id: r${i}, name: R${i}, category: C, template: callList, columns: [{statistic: startTime}], ${more}}\n`,
      ).join('');
    const filters = (n: number): string => Array.from({ length: n }, (_, i) => `  - {id: f${i}, name: F${i}, spec: {}}\n`).join('');
    const bringIn = async (text: string) => {
      calls = 0;
      const told = await trying(doing, `format: 1\n${text}`, true).then(
        ({ changes }) => changes.length,
        (error: Error) => error.message,
      );
      return [told, calls];
    };
    const tooMany = (given: string, most: number) => [
      `The text has ${given}, and a site has at most ${most}: leave those out that nobody uses.`,
      0,
    ];
    expect(await bringIn(`reports:\n${reports(501, 'shared: true')}`)).toEqual(tooMany('501 shared reports', 500));
    expect(await bringIn(`reports:\n${reports(301, 'shared: false')}`)).toEqual(tooMany('301 reports of yours', 300));
    expect(await bringIn(`filters:\n${filters(501)}`)).toEqual(tooMany('501 filters', 500));
    // Rows and what they hold of two lists of reports and one of filters, and what is on the 50 reports that are there.
    expect(await bringIn(`filters:\n${filters(60)}reports:\n${reports(120, 'filter: {kind: saved, id: f}')}`)).toEqual([180, 56]);
  });

  test('that wants too many schedules at once is refused', async () => {
    // Not even looked at: each would be searched for its first run.
    const never = `timing: {start: {date: 2026-02-01, time: "09:00"}, recurrence: {every: month, interval: 12, day: {on: dayNumber, number: 31}}}`;
    const rest = `${never}, reports: [{report: inbound-call-summary}], format: csv, delivery: {kind: email, to: [desk@example.test]}`;
    const schedules = Array.from({ length: 101 }, (_, i) => `  - {id: s${i}, name: S${i}, ${rest}}`).join('\n');
    const tooMany = await bring('ines', 'market', `format: 1\nschedules:\n${schedules}\n`);
    expect([tooMany.status, tooMany.body.detail]).toEqual([
      413,
      'The text changes 101 schedules, and one import changes at most 100: import it in parts.',
    ]);
  });

  test('and another one at the same moment, of which each has the last schedule that fits: one of them is imported', async () => {
    const { known } = world.schedules;
    const both = meetingOf(2);
    let n = 0;
    const importing = importBy({
      store: world.store,
      filters: createFilterStore({ client: world.client, table: resources.boardsTable }),
      newId: () => `last-${++n}`,
      schedules: {
        ...world.schedules,
        known: async (scope) => {
          const found = await known(scope);
          await both();
          return { ...found, count: 499 };
        },
      },
    });
    const bringIn = (id: string) =>
      importing(
        inesAtMarket(),
        `format: 1\nschedules:\n  - {id: ${id}, name: ${id}, timing: {start: {date: 2026-02-01, time: "09:00"}, recurrence: {every: day}}, reports: [{report: inbound-call-summary}], format: csv, delivery: {kind: email, to: [desk@example.test]}}\n`,
        false,
      ).then(
        ({ applied }) => applied,
        (error: Error) => error.message,
      );
    const answers = await Promise.all([bringIn('one'), bringIn('two')]);
    expect(answers.filter((answer) => answer === true)).toHaveLength(1);
    expect(answers).toContain('Somebody changed some of it at the same moment, and none were imported: import the text again.');
  });

  test('does not unshare a filter that a shared report of it uses', async () => {
    const answer = await bring('sue', 'market', text('callsAnswered').replace('    shared: true\n    spec', '    spec'));
    expect(answer.body.errors.map(({ detail }) => detail)).toEqual([expect.stringContaining('share the filter first')]);
  });
});
