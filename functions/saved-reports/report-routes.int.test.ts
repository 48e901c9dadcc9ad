import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createReportWorld, people, type ReportWorld, report } from './testing/report-world.ts';

let world: ReportWorld;
beforeAll(async () => {
  world = await createReportWorld();
});
afterAll(() => world.stop());

const scope = { tenant: 'bakery', site: 'harbour', reseller: 'north' } as never;
const make = async (who: string, name: string, more: object = {}, given: object = {}) => {
  const made = await world.ask(who, 'POST', 'harbour/reports', { content: report(name, more), ...given });
  expect([made.status, made.body.detail]).toEqual([201, undefined]);
  return made.body.id;
};
const listed = async (who: string, site = 'harbour') => (await world.ask(who, 'GET', `${site}/reports`)).body.items;

describe('default reports', () => {
  test('are given once, though two lists ask at the same moment', async () => {
    const [one, two] = await Promise.all([listed('sue', 'market'), listed('sue', 'market')]);
    expect([one?.length, two?.length]).toEqual([37, 37]);
    expect(await listed('sue', 'market')).toHaveLength(37);
    expect(one?.[0]).toMatchObject({ id: 'inbound-call-summary', builtIn: true, mayEdit: false, owner: null, from: null });
    expect(one?.find(({ from }) => from === 'lost-calls')).toMatchObject({
      name: 'Lost Calls',
      category: 'Call Lists',
      template: 'callList',
      owner: { id: 'sue', name: 'SUE' },
      shared: false,
      mayEdit: true,
      version: 1,
      updatedAt: '2026-03-10T12:00:00.000Z',
    });
  });

  test('stay away when deleted, and come back when asked for', async () => {
    const lost = (await listed('omar', 'market')).find(({ from }) => from === 'lost-calls');
    expect((await world.ask('omar', 'DELETE', `market/reports/${lost?.id}`)).status).toBe(204);
    expect(await listed('omar', 'market')).toHaveLength(36);
    const back = await world.ask('omar', 'POST', 'market/reports/defaults');
    expect([back.status, back.body.items.map(({ name }) => name)]).toEqual([200, ['Lost Calls']]);
    expect((await world.ask('omar', 'POST', 'market/reports/defaults')).body.items).toEqual([]);
    expect(await listed('omar', 'market')).toHaveLength(37);
  });

  test('that were added to the set later are given once', async () => {
    await listed('ines', 'market');
    const row = { tenant: 'bakery', site: 'market' } as never;
    const shelf = await world.store.shelf(row, 'ines');
    const given = 'given' in shelf ? shelf.given : [];
    expect(given).toHaveLength(36);
    await world.store.commit([world.store.shelfWrite(row, 'ines', shelf, given.slice(1))]);
    const items = await listed('ines', 'market');
    expect(items.filter(({ name }) => name.startsWith('Call List General')).map(({ name }) => name)).toEqual(
      ['Call List General (default)', 'Call List General'].sort(),
    );
    expect(await listed('ines', 'market')).toHaveLength(38);
  });

  test('are not given back to who has as many reports as there may be', async () => {
    const row = { tenant: 'bakery', site: 'market' } as never;
    const [first] = await world.store.list(row, 'sue');
    const found = first === undefined ? null : await world.store.find(row, 'sue', first.id);
    if (found === null) throw new Error('nothing was given');
    // Fills the list without the checks of one by one: 36 are there.
    for (let batch = 0; batch < 3; batch += 1)
      await world.store.commit(
        Array.from({ length: 88 }, (_, i) =>
          world.store.saveWrites(row, { ...found, id: `fill-${batch}-${i}`, from: null, name: `${batch} ${i}` }, null),
        ).flat(),
      );
    await world.ask('sue', 'DELETE', `market/reports/${found.id}`);
    expect((await world.ask('sue', 'POST', 'market/reports/defaults')).body.items).toHaveLength(1);
    const back = (await world.store.list(row, 'sue')).find(({ from }) => from === found.from);
    await world.ask('sue', 'DELETE', `market/reports/${back?.id}`);
    expect((await world.ask('sue', 'POST', 'market/reports', { content: report('The last one') })).status).toBe(201);
    const full = await world.ask('sue', 'POST', 'market/reports/defaults');
    expect([full.status, full.body.detail]).toEqual([409, expect.stringContaining('300 reports')]);
    expect((await world.ask('sue', 'POST', 'market/reports', { content: report('One more') })).status).toBe(409);
  });

  test('and what templates begin with, are told', async () => {
    const { body } = await world.ask('sue', 'GET', 'harbour/report-defaults');
    const { templates, reports, periodMinutes } = body as unknown as {
      templates: { template: string }[];
      reports: unknown[];
      periodMinutes: number;
    };
    expect(periodMinutes).toBe(15);
    expect([templates.length, reports.length]).toEqual([20, 36]);
    expect(templates.find(({ template }) => template === 'trunkList')).toEqual({
      template: 'trunkList',
      columns: ['deviceNumber', 'deviceDescription', 'deviceNodeId'],
      sort: [{ column: 'deviceNumber', descending: false }],
      format: null,
      fixed: false,
    });
  });
});

describe('a report from its making to its end', () => {
  test('is made, changed and deleted, each with its row in the audit', async () => {
    const id = await make('sue', 'Front desk');
    expect(id).toMatch(/^front-desk-\d{6}$/);
    const changed = report('Front desk', { sort: [{ column: 'key' }] });
    const put = await world.ask('sue', 'PUT', `harbour/reports/${id}`, { content: changed }, '"1"');
    expect([put.status, put.etag, put.body.version]).toEqual([200, '"2"', 2]);
    const same = await world.ask('sue', 'PUT', `harbour/reports/${id}`, { content: changed }, '"2"');
    expect([same.status, same.etag]).toEqual([200, '"2"']);
    const late = await world.ask('sue', 'PUT', `harbour/reports/${id}`, { content: report('Late') }, '"1"');
    expect([late.status, late.body.detail]).toEqual([412, expect.stringContaining('SUE saved version 2 at 2026-03-10T12:00:00.000Z')]);
    expect((await world.ask('sue', 'PUT', `harbour/reports/${id}`, { content: changed })).status).toBe(400);
    expect((await world.ask('sue', 'DELETE', `harbour/reports/${id}`, undefined, '"1"')).status).toBe(412);
    expect((await world.ask('sue', 'DELETE', `harbour/reports/${id}`, undefined, '"2"')).status).toBe(204);
    expect((await world.ask('sue', 'GET', `harbour/reports/${id}`)).status).toBe(404);
    const rows = (await world.auditOf('bakery', 'harbour')).filter(({ object }) => object.includes(id));
    expect(rows.map(({ action, who, summary }) => [action, who.id, summary]).sort()).toEqual([
      ['report.delete', 'sue', 'deleted at version 2'],
      ['report.save', 'sue', 'made'],
      ['report.save', 'sue', 'version 2: 1 change(s)'],
    ]);
  });

  test('is kept tidy', async () => {
    const id = await make('sue', 'Tidy', {
      template: 'callsByStartTime',
      key: { place: 9, header: '' },
      filter: { kind: 'own', spec: { extension: ' 1000 , 1001' } },
    });
    const { body } = await world.ask('sue', 'GET', `harbour/reports/${id}`);
    expect(body.content).toMatchObject({
      key: { place: 2, header: null, width: null },
      format: 'dateTime',
      filter: { kind: 'own', name: '', spec: { extension: '1000,1001' } },
      range: { named: 'today' },
    });
  });

  test('is refused with each place that is wrong', async () => {
    const bad = await world.ask('sue', 'POST', 'harbour/reports', {
      content: report('Wrong', {
        columns: [
          { statistic: 'callsHandled', display: 'clock' },
          { statistic: 'callsHandled' },
          { statistic: 'segmentNo' },
          { statistic: 'nothing' },
          { statistic: 'totalTalkTime', display: 'date' },
          { statistic: 'lastCallAt', display: 'date' },
          { statistic: 'timeInDnd' },
        ],
        format: 'date',
        filter: { kind: 'saved', id: 'gone' },
        range: { named: 'lastDays' },
        dailyWindow: { from: '09:00', to: '09:00' },
        sort: [{ column: 'key' }, { column: 'callsLost' }, { column: 'key', descending: true }],
        chart: { kind: 'line', columns: ['lastCallAt', 'timeInDnd', 'callsLost', 'callsHandled'] },
      }),
    });
    expect(bad.status).toBe(400);
    expect(bad.body.errors.map(({ pointer }) => pointer)).toEqual([
      '#/content/columns/0/display',
      '#/content/columns/1/statistic',
      '#/content/columns/2/statistic',
      '#/content/columns/3/statistic',
      '#/content/columns/4/display',
      '#/content/sort/1/column',
      '#/content/sort/2/column',
      '#/content/chart/columns/0',
      '#/content/chart/columns/1',
      '#/content/chart/columns/2',
      '#/content/range/days',
      '#/content/dailyWindow/to',
      '#/content/format',
      '#/content/filter/id',
    ]);
    for (const [more, pointer] of [
      [{ template: 'nothing' }, '#/content/template'],
      [{ template: 'inboundCallSummary' }, '#/content/template'],
      [{ columns: [] }, '#/content/columns'],
      [{ template: 'callList', columns: [{ statistic: 'startTime' }], sort: [{ column: 'key' }] }, '#/content/sort/0/column'],
      [
        { template: 'callList', columns: [{ statistic: 'talkDuration' }], chart: { kind: 'bar', columns: ['talkDuration'] } },
        '#/content/chart',
      ],
      [{ filter: { kind: 'own', spec: { extension: '1-' } } }, '#/content/filter/spec/extension'],
      [{ filter: { kind: 'builtIn', id: 'x' } }, '#/content/filter/id'],
      [{ range: { from: '2026-03-02T00:00:00Z', to: '2026-03-01T00:00:00Z' } }, '#/content/range/to'],
    ] as const) {
      const answer = await world.ask('sue', 'POST', 'harbour/reports', { content: report('Wrong', more) });
      expect([answer.status, answer.body.errors.map((one) => one.pointer)]).toEqual([400, [pointer]]);
    }
  });

  test('has a name that no other report of the same list has', async () => {
    const id = await make('sue', 'Once');
    const twice = await world.ask('sue', 'POST', 'harbour/reports', { content: report('ONCE') });
    expect([twice.status, twice.body.errors[0]?.pointer]).toEqual([409, '#/content/name']);
    await make('omar', 'Once');
    await make('sue', 'Once', {}, { shared: true });
    const other = await make('sue', 'Other');
    expect((await world.ask('sue', 'PUT', `harbour/reports/${other}`, { content: report('once') }, '"1"')).status).toBe(409);
    expect((await world.ask('sue', 'PUT', `harbour/reports/${id}`, { content: report('ONCE') }, '"1"')).status).toBe(200);
    const both = await Promise.all([1, 2].map(() => world.ask('sue', 'POST', 'harbour/reports', { content: report('Both') })));
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
  });

  test('has a name of one line; one that was stored before stays readable', async () => {
    for (const [body, pointer] of [
      [{ content: report('Front\r\nBcc: all@example.com') }, '#/content/name'],
      [{ content: report('Front', { category: 'Desk\tone' }) }, '#/content/category'],
    ] as const) {
      const { status, body: problem } = await world.ask('sue', 'POST', 'harbour/reports', body);
      expect([status, problem.errors]).toEqual([
        400,
        [{ pointer, in: 'body', detail: 'must be one line, without line breaks, tabs or other control characters' }],
      ]);
    }
    expect((await world.ask('sue', 'POST', 'harbour/filters', { name: 'a\u0085b', spec: {} })).status).toBe(400);
    const found = await world.store.find(scope, 'sue', await make('sue', 'Of before'));
    if (found === null) throw new Error('it is not there');
    const of = 'Of\r\nbefore';
    await world.store.commit(world.store.saveWrites(scope, { ...found, name: of, content: { ...found.content, name: of } }, found));
    expect((await world.ask('sue', 'GET', `harbour/reports/${found.id}`)).body.content.name).toBe(of);
    expect((await world.ask('sue', 'DELETE', `harbour/reports/${found.id}`)).status).toBe(204);
  });
});

describe('a report that cannot be read', () => {
  test('stands for itself in the list, is run by nobody, and can be deleted with what led to it', async () => {
    const pk = 'T#bakery#S#harbour#REPORTS';
    const put = (Item: object) => world.client.send(new PutCommand({ TableName: world.table, Item: { pk, ...Item } }));
    await put({ sk: 'REPORT#torn-1', name: 'Torn', owner: { id: 'sue', name: 'SUE' }, shared: 'yes', version: 1 });
    await put({ sk: 'OWN#sue#old-1', title: 'Of another shape' });
    await put({ sk: 'USE#f-9#REPORT#torn-1', filter: 'f-9', report: 'torn-1', name: 'Torn', owner: null });
    await put({ sk: 'USE#f-9#REPORT#torn-2', filter: 9 });
    const unreadable = async (who: string) => (await listed(who)).filter((item) => 'unreadable' in item);
    expect(await unreadable('sue')).toEqual([
      { id: 'old-1', name: null, unreadable: expect.stringContaining('cannot be read'), mayEdit: true },
      { id: 'torn-1', name: 'Torn', unreadable: expect.stringContaining('cannot be read'), mayEdit: true },
    ]);
    expect((await unreadable('omar')).map(({ id }) => id)).toEqual(['torn-1']);
    expect((await listed('sue')).length).toBeGreaterThan(36);
    const opened = await world.ask('omar', 'GET', 'harbour/reports/torn-1');
    expect([opened.status, opened.body.detail]).toEqual([409, expect.stringContaining('It can only be deleted.')]);
    expect(await world.stored.find(scope, 'torn-1')).toBeNull();
    expect((await world.store.filterUses(scope, 'f-9')).map(({ report: id }) => id)).toEqual(['torn-1']);
    expect((await world.ask('omar', 'DELETE', 'harbour/reports/old-1')).status).toBe(404);
    for (const id of ['old-1', 'torn-1']) expect((await world.ask('sue', 'DELETE', `harbour/reports/${id}`)).status).toBe(204);
    expect([await unreadable('sue'), await world.store.filterUses(scope, 'f-9')]).toEqual([[], []]);
  });
});

describe('a list of which nobody can read what was given', () => {
  const sk = 'SHELF#ines';
  const pk = 'T#bakery#S#harbour#REPORTS';
  const tear = (parts: object) => world.client.send(new PutCommand({ TableName: world.table, Item: { pk, sk, ...parts } }));
  const shelf = async () => (await world.client.send(new GetCommand({ TableName: world.table, Key: { pk, sk } }))).Item;

  test('is a list all the same, brings nothing back, loses nothing, and is mended when default reports are asked for', async () => {
    const lost = (await listed('ines')).find(({ from }) => from === 'lost-calls');
    expect((await world.ask('ines', 'DELETE', `harbour/reports/${lost?.id}`)).status).toBe(204);
    await tear({ version: 'two', given: { 'lost-calls': true }, of: 'a later version' });
    expect(await listed('ines')).toHaveLength(
      (await world.store.list(scope, 'ines')).length + 1 + (await world.store.list(scope, null)).length,
    );
    expect((await listed('ines')).some(({ from }) => from === 'lost-calls')).toBe(false);

    // What is made meanwhile is counted, and what was given stays as it is stored; also where not even a version stands there.
    const made = await world.ask('ines', 'POST', 'harbour/reports', { content: report('Made meanwhile') });
    expect([made.status, await shelf()]).toEqual([201, { pk, sk, version: 1, given: { 'lost-calls': true }, of: 'a later version' }]);
    expect((await world.ask('ines', 'POST', 'harbour/reports', { content: report('made meanwhile') })).status).toBe(409);
    await tear({ given: 7 });
    const text = `format: 1\nreports:\n  - ${JSON.stringify({ id: 'brought', ...report('Brought in') })}\n`;
    const brought = await world.ask('ines', 'POST', 'harbour/reports-text?dryRun=false', text);
    expect([brought.status, await shelf()]).toEqual([200, { pk, sk, version: 1, given: 7 }]);

    const back = await world.ask('ines', 'POST', 'harbour/reports/defaults');
    expect([back.status, back.body.items.map(({ name }) => name)]).toEqual([200, ['Lost Calls']]);
    expect((await world.ask('ines', 'POST', 'harbour/reports/defaults')).body.items).toEqual([]);
    const mended = await world.store.shelf(scope, 'ines');
    expect('given' in mended && [mended.version, mended.given.length]).toEqual([2, 36]);
    const row = (await world.auditOf('bakery', 'harbour')).find(({ summary }) => summary.includes('given back; what was given before'));
    expect(row?.summary).toBe('1 default report(s) given back; what was given before could not be read');
    expect(row?.changes.find(({ path }) => path === '/given')?.before).toBe('7');

    // Also when none is missing.
    await tear({ version: 9, given: null });
    expect((await world.ask('ines', 'POST', 'harbour/reports/defaults')).body.items).toEqual([]);
    expect(await shelf()).toMatchObject({ version: 10, given: expect.arrayContaining(['lost-calls']) });
  });
});

describe('sharing', () => {
  test('makes a copy for everybody; the original stays', async () => {
    const own = await make('sue', 'Mine');
    const made = await world.ask('sue', 'POST', 'harbour/reports', { copyOf: own, name: 'Ours', category: 'Team', shared: true });
    expect([made.status, made.body.shared, made.body.category, made.body.from]).toEqual([201, true, 'Team', null]);
    const names = async (who: string) => (await listed(who)).map(({ name }) => name);
    expect(await names('sue')).toEqual(expect.arrayContaining(['Mine', 'Ours']));
    expect(await names('omar')).toEqual(expect.arrayContaining(['Ours']));
    expect(await names('omar')).not.toContain('Mine');
    const put = await world.ask('omar', 'PUT', `harbour/reports/${made.body.id}`, { content: report('Ours now') }, '"1"');
    expect([put.status, put.body.owner]).toEqual([200, { id: 'sue', name: 'SUE' }]);
    const changed = (await listed('sue')).find(({ id }) => id === made.body.id);
    expect(changed).toMatchObject({ updatedBy: { id: 'omar', name: 'OMAR' }, updatedAt: '2026-03-10T12:00:00.000Z' });
    expect((await listed('sue'))[0]).toMatchObject({ id: 'inbound-call-summary', updatedBy: null });
    expect((await world.ask('sue', 'GET', `harbour/reports/${own}`)).body.name).toBe('Mine');
    expect(await world.stored.find(scope, own)).toBeNull();
    expect((await world.stored.find(scope, made.body.id))?.version).toBe(2);
    expect((await world.stored.list(scope)).map(({ id }) => id)).toEqual(expect.arrayContaining(['inbound-call-summary', made.body.id]));
  });

  test('takes no filter that others do not see', async () => {
    const filter = async (shared: boolean) =>
      (await world.ask('sue', 'POST', 'harbour/filters', { name: 'Team', shared, spec: { extension: '1001' } })).body.id;
    const [personal, shared] = [await filter(false), await filter(true)];
    const ref = (id: string) => ({ filter: { kind: 'saved', id } });
    const own = await make('sue', 'With my filter', ref(personal));
    const refused = await world.ask('sue', 'POST', 'harbour/reports', { copyOf: own, name: 'For all', shared: true });
    expect([refused.status, refused.body.errors[0]?.detail]).toEqual([400, expect.stringContaining('share the filter first')]);
    await make('sue', 'For all', ref(shared), { shared: true });
    const hidden = await world.ask('omar', 'POST', 'harbour/reports', { content: report('Omar', ref(personal)) });
    expect([hidden.status, hidden.body.errors[0]?.detail]).toEqual([400, `there is no saved filter "${personal}" that you can use`]);
    const resolved = (who: string | null, id: string) =>
      world.stored.resolveFilter(scope, who === null ? null : (people[who] ?? null), { kind: 'saved', id });
    expect(await resolved('sue', personal)).toEqual({ name: 'Team', spec: { extension: '1001' } });
    expect(await resolved('omar', personal)).toEqual({ fault: expect.stringContaining('not yours') });
    expect(await resolved(null, personal)).toEqual({ fault: expect.stringContaining('not shared') });
    expect(await resolved(null, shared)).toEqual({ name: 'Team', spec: { extension: '1001' } });
    expect(await world.stored.resolveFilter(scope, null, { kind: 'builtIn', id: 'lostCalls' })).toEqual({
      name: 'Lost Calls',
      spec: { lost: true },
    });
    expect(await world.stored.resolveFilter(scope, null, null)).toEqual({ name: null, spec: null });
  });

  test('the report that everybody has is changed, copied and deleted by nobody', async () => {
    const path = 'harbour/reports/inbound-call-summary';
    const { body } = await world.ask('ines', 'GET', path);
    expect(body.content).toMatchObject({ template: 'inboundCallSummary', range: { named: 'today' } });
    expect((await world.ask('ines', 'PUT', path, { content: body.content }, '"1"')).status).toBe(403);
    expect((await world.ask('ines', 'DELETE', path)).status).toBe(403);
    expect((await world.ask('ines', 'POST', 'harbour/reports', { copyOf: 'inbound-call-summary', name: 'Mine too' })).status).toBe(400);
  });

  test('a report in schedules is deleted by force only, and taken out of them', async () => {
    const id = await make('sue', 'Weekly', {}, { shared: true });
    world.scheduled.set(id, [{ schedule: 'monday', name: 'Monday morning' }]);
    const uses = await world.ask('omar', 'GET', `harbour/reports/${id}/uses`);
    expect(uses.body.items).toEqual([{ schedule: 'monday', name: 'Monday morning' }]);
    const refused = await world.ask('sue', 'DELETE', `harbour/reports/${id}`);
    expect([refused.status, refused.body.detail]).toEqual([409, expect.stringContaining('"Monday morning"')]);
    expect(refused.body.errors[0]?.pointer).toBe('#/schedules/monday');
    expect((await world.ask('sue', 'DELETE', `harbour/reports/${id}?force=true`)).status).toBe(204);
    expect(world.scheduled.has(id)).toBe(false);
    const row = (await world.auditOf('bakery', 'harbour')).find(({ action, object }) => action === 'report.delete' && object.includes(id));
    expect(row?.summary).toBe('deleted, and taken out of 1 schedule(s)');
  });
});

describe('who gets nothing', () => {
  test('another person, another customer, agents and screens', async () => {
    const own = await make('sue', 'Private');
    const shared = await make('sue', 'Public', {}, { shared: true });
    for (const id of [own, shared, 'inbound-call-summary'])
      for (const [method, path, body, etag] of [
        ['GET', id],
        ['GET', `${id}/uses`],
        ['PUT', id, { content: report('Taken') }, '"1"'],
        ['DELETE', `${id}?force=true`],
      ] as const) {
        const status = async (who: string) => (await world.ask(who, method, `harbour/reports/${path}`, body, etag)).status;
        expect([method, path, await status('flora')]).toEqual([method, path, 404]);
        for (const who of ['alice', 'hall', 'wall']) expect([who, method, path, await status(who)]).toEqual([who, method, path, 403]);
        // An administrator of the same customer is another person too.
        if (id === own)
          for (const who of ['omar', 'ines']) expect([who, method, path, await status(who)]).toEqual([who, method, path, 404]);
      }
    for (const who of ['omar', 'ines'])
      expect((await world.ask(who, 'POST', 'harbour/reports', { copyOf: own, name: 'Taken' })).status).toBe(404);
    for (const [who, status] of [
      ['flora', 404],
      ['alice', 403],
      ['hall', 403],
      ['wall', 403],
    ] as const)
      for (const [method, path, body] of [
        ['GET', 'reports'],
        ['GET', 'report-defaults'],
        ['POST', 'reports', { content: report('Taken') }],
        ['POST', 'reports', { copyOf: shared, name: 'Taken' }],
        ['POST', 'reports/defaults'],
      ] as const)
        expect([who, method, path, (await world.ask(who, method, `harbour/${path}`, body)).status]).toEqual([who, method, path, status]);
    // A report of one site is not there at another of the same customer.
    expect((await world.ask('sue', 'GET', `market/reports/${shared}`)).status).toBe(404);
    const { Item } = await world.client.send(
      new GetCommand({ TableName: world.table, Key: { pk: 'T#bakery#S#harbour#REPORTS', sk: `OWN#sue#${own}` } }),
    );
    expect(Item).toMatchObject({ id: own, name: 'Private' });
  });

  test('lists of others hold nothing of one’s own', async () => {
    await listed('flora', 'station');
    expect((await listed('flora', 'station')).map(({ owner }) => (owner as { id: string } | null)?.id ?? null)).toEqual([
      null,
      ...Array.from({ length: 36 }, () => 'flora'),
    ]);
  });
});

test('a filter tells which reports use it, and goes from under them only when that is said', async () => {
  const filter = await world.ask('sue', 'POST', 'harbour/filters', { name: 'Used', shared: true, spec: { extension: '1002' } });
  const ref = { filter: { kind: 'saved', id: filter.body.id } };
  const own = await make('sue', 'Uses it', ref);
  const shared = await make('omar', 'Uses it too', ref, { shared: true });
  const usedBy = async (who: string) =>
    (await world.ask(who, 'GET', 'harbour/filters')).body.items.find(({ id }) => id === filter.body.id)?.usedBy;
  const tooIs = { kind: 'report', id: shared, name: 'Uses it too' };
  expect(await usedBy('omar')).toEqual([tooIs]);
  expect(await usedBy('sue')).toEqual([{ kind: 'report', id: own, name: 'Uses it' }, tooIs]);
  const refused = await world.ask('omar', 'DELETE', `harbour/filters/${filter.body.id}`);
  expect([refused.status, refused.body.detail]).toEqual([
    409,
    expect.stringContaining('"Uses it too", 1 board(s) or report(s) of other people'),
  ]);
  expect(refused.body.errors.map(({ pointer }) => pointer)).toEqual([`#/reports/${shared}`]);
  // Without the filter, or deleted, it is a use no more; under another name it is one still.
  expect((await world.ask('omar', 'PUT', `harbour/reports/${shared}`, { content: report('Renamed', ref) }, '"1"')).status).toBe(200);
  expect(await usedBy('omar')).toEqual([{ ...tooIs, name: 'Renamed' }]);
  expect((await world.ask('omar', 'PUT', `harbour/reports/${shared}`, { content: report('Renamed') }, '"2"')).status).toBe(200);
  expect((await world.ask('sue', 'DELETE', `harbour/reports/${own}`)).status).toBe(204);
  expect(await usedBy('sue')).toEqual([]);
});
