import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { DeleteCommand, DynamoDBDocumentClient, PutCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type AwsEmulators, openAwsEmulators } from '../../infra/local/aws-emulators.ts';
import { createResources, resources } from '../../infra/local/resources.ts';
import { createAuditWriter } from '../audit/audit.ts';
import type { Doing } from '../audit/types.ts';
import { epochMs, siteIdSchema, tenantIdSchema } from '../domain/ids.ts';
import type { Job } from '../domain/job.ts';
import { reportContentSchema } from '../domain/report.ts';
import { siteConfigSchema } from '../domain/site-config.ts';
import type { Principal } from '../identity/types.ts';
import type { OpenReport, OpenRows } from '../reports/report-rows.ts';
import { createOnce } from '../runtime/idempotency.ts';
import { silentLog } from '../runtime/log.ts';
import { askBulk, askExport } from './ask-export.ts';
import { claimExport } from './claim-export.ts';
import { createExportObjects, type ExportObjects } from './export-objects.ts';
import { createExportStore, type ExportStore } from './export-store.ts';
import { cancelExport, deleteExport, findOwn, refuseWider, retryExport } from './make-export.ts';
import { publicExport } from './public-export.ts';
import { exportSchema } from './schemas.ts';
import { column, openTableRows } from './testing/table-rows.ts';
import { createWriteExport } from './write-export.ts';

const scope = { tenant: tenantIdSchema.parse('bakery'), site: siteIdSchema.parse('leeds'), reseller: 'r1' };
const person = (id: string): Principal => ({
  kind: 'user',
  id,
  name: id,
  email: null,
  role: 'customerAdmin',
  reseller: 'r1',
  tenant: scope.tenant,
  sites: null,
  extensions: [],
  agents: [],
});
const doing = (id: string, site: string = scope.site): Doing => ({
  scope: { ...scope, site: siteIdSchema.parse(site) },
  who: person(id),
  origin: { requestId: 'q', ip: null, forwardedFor: null },
});
const content = reportContentSchema.parse({
  name: 'Calls',
  category: 'All',
  template: 'callsByExtension',
  columns: [{ statistic: 'callsIn' }],
});
const config = siteConfigSchema.parse({ id: 'leeds', timeZone: 'Europe/London', devices: [] });

let directory = '';
let aws: AwsEmulators;
let s3: S3Client;
let client: DynamoDBDocumentClient;
let store: ExportStore;
let objects: ExportObjects;
let rows: OpenRows;
let ahead = 0;
let count = 0;
let sent: Job[] = [];
let delays: (number | undefined)[] = [];
let queueIsUp = true;
let opened: Parameters<OpenReport>[] = [];
let duringBatch: () => Promise<void> = async () => {};

const began = Date.now();
const now = (): number => began + ahead;
const openRows: OpenReport = async (...asked) => {
  opened.push(asked);
  return {
    ...rows,
    close: () => {},
    batches: async function* (n) {
      for await (const batch of rows.batches(n)) {
        await duringBatch();
        yield batch;
      }
    },
  };
};
const deps = () => ({
  store,
  objects,
  audit: createAuditWriter({ table: resources.auditTable, newId: () => `a${count++}` }),
  sendJob: async (job: Job, delay?: number) => {
    if (!queueIsUp) throw new Error('the queue is away');
    sent.push(job);
    delays.push(delay);
  },
  now,
  newSuffix: () => `n${String(count++).padStart(5, '0')}`,
  findConfig: async () => ({ config, version: 1, at: epochMs(0), author: 'seed' }),
  openRows,
  resolveFilter: async () => ({ name: null, spec: { extension: '1000' } }),
});
const work = (over: Partial<Parameters<typeof createWriteExport>[0]> = {}) =>
  createWriteExport({
    ...deps(),
    findSite: async (site, tenant) => ({
      site,
      tenant: tenant ?? scope.tenant,
      reseller: 'r1',
      name: site === 'york' ? 'York' : 'Leeds',
      customerName: 'Hill Bakery',
      timeZone: 'Europe/London',
      resetTime: '02:00',
    }),
    writeBulk: async () => ({
      files: [],
      rows: 0,
      next: 5,
      restated: [],
      heldBack: { until: 5, why: ['A call that began at noon is still in progress.'] },
      notWaitedFor: ['The agent "old" is gone.'],
    }),
    readLogo: async () => null,
    newId: () => `t${count++}`,
    log: silentLog,
    directory,
    ...over,
  });
const jobOf = (id: string): Extract<Job, { job: 'export' }> => ({ job: 'export', tenant: scope.tenant, site: scope.site, export: id });
const keysOf = async (id: string): Promise<readonly string[]> =>
  (
    (await s3.send(new ListObjectsV2Command({ Bucket: resources.exportsBucket, Prefix: `tenant=bakery/site=leeds/exports/${id}/` })))
      .Contents ?? []
  ).map(({ Key = '' }) => Key);
const codeOf = (done: Promise<unknown>): Promise<unknown> =>
  done.then(
    () => 'done',
    (error: { code: string }) => error.code,
  );
const ask = (who = 'ines', format: 'csv' | 'xlsx' | 'pdf' = 'xlsx', site?: string) =>
  askExport(deps())(doing(who, site), { content, format });

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'exports-'));
  aws = await openAwsEmulators({ dataDir: directory, sync: false, sweeps: false, now: () => Date.now(), log: () => {} });
  const endpoint = await aws.listen(0, async (_, res) => void res.end());
  await createResources(aws, 1);
  const settings = { region: 'eu-west-2', endpoint, credentials: aws.credentials };
  client = DynamoDBDocumentClient.from(new DynamoDBClient(settings));
  s3 = new S3Client({ ...settings, forcePathStyle: true });
  store = createExportStore({ client, table: resources.reportsTable });
  const links = new S3Client({ ...settings, forcePathStyle: true, requestChecksumCalculation: 'WHEN_REQUIRED' });
  objects = createExportObjects({ s3, links, bucket: resources.exportsBucket, now: Date.now });
  rows = await openTableRows(
    join(directory, 'db'),
    [column('key', 'key'), column('callsIn', 'count')],
    [
      ['1000', 3],
      ['1001', 4],
    ],
  );
});
afterAll(async () => {
  rows.close();
  client.destroy();
  s3.destroy();
  await aws.hangUp();
  await aws.close();
  await rm(directory, { recursive: true, force: true });
});
beforeEach(() => {
  // Exports of the tests before are over by then.
  ahead += 7 * 3_600_000;
  sent = [];
  delays = [];
  opened = [];
  queueIsUp = true;
  duringBatch = async () => {};
});

test('an export is asked for, written with the filter of who asked, fetched by its name, and deleted', async () => {
  const made = await ask();
  expect(sent).toEqual([jobOf(made.id)]);
  expect(publicExport(made, now())).toMatchObject({ name: 'Calls', state: 'waiting', rowsDone: 0, rowsTotal: null, files: [], next: null });
  await work()(jobOf(made.id));
  const done = await findOwn(deps(), doing('ines'), made.id);
  expect(publicExport(done, now())).toMatchObject({
    state: 'done',
    rowsDone: 2,
    files: [{ name: 'Calls, Leeds 2026-03-02.xlsx', rows: 2 }],
    detail: null,
  });
  expect(opened.at(-1)?.[3]).toMatchObject({ filter: { extension: '1000' }, asAt: made.createdAt });
  const [file] = done.files;
  if (file === undefined) throw new Error('no file');
  const answer = await fetch((await objects.link(file)).url);
  expect([answer.status, answer.headers.get('content-disposition')]).toEqual([
    200,
    `attachment; filename="Calls, Leeds 2026-03-02.xlsx"; filename*=UTF-8''Calls%2C%20Leeds%202026-03-02.xlsx`,
  ]);
  expect((await answer.arrayBuffer()).byteLength).toBe(file.bytes);
  await deleteExport(deps())(doing('ines'), made.id);
  expect([await keysOf(made.id), await codeOf(findOwn(deps(), doing('ines'), made.id))]).toEqual([[], 'not-found']);
  const audits = ((await client.send(new ScanCommand({ TableName: resources.auditTable }))).Items ?? []).map(({ action }) => action);
  expect(audits.sort()).toEqual(['export.delete', 'export.make']);
});

test('a PDF with a heat map asks the same once more, by weekday and time of day; of other formats nothing is asked besides', async () => {
  const heat = reportContentSchema.parse({ ...content, chart: { kind: 'heatMap', columns: ['callsIn'] } });
  for (const format of ['pdf', 'xlsx'] as const) {
    const made = await askExport(deps())(doing('ines'), { content: heat, format });
    opened = [];
    await work()(jobOf(made.id));
    expect((await findOwn(deps(), doing('ines'), made.id)).state).toBe('done');
    const told = { filter: { extension: '1000' }, range: null, asAt: made.createdAt, runMs: 600_000 };
    expect(opened.map(([, , , over]) => over)).toEqual(format === 'xlsx' ? [told] : [told, { ...told, over: 'weekdayTime' }]);
  }
});

test('what one person exports is not there for another, nor at another site', async () => {
  const made = await ask();
  for (const other of [doing('bob'), doing('ines', 'york')])
    for (const act of [
      findOwn(deps(), other, made.id),
      cancelExport(deps())(other, made.id),
      deleteExport(deps())(other, made.id),
      retryExport(deps())(other, made.id),
    ])
      expect(await codeOf(act)).toBe('not-found');
  expect((await store.list(scope, 'bob', null)).items).toEqual([]);
});

test('a row that cannot be read takes nothing else along: neither the list nor the room of others', async () => {
  const made = await ask('una');
  const pk = 'T#bakery#S#leeds#EXPORTS';
  await client.send(
    new PutCommand({ TableName: resources.reportsTable, Item: { pk, sk: 'EXPORT#00damaged', by: { id: 'una' }, work: 7 } }),
  );
  await client.send(new PutCommand({ TableName: resources.reportsTable, Item: { pk, sk: 'ACTIVE#00damaged', by: 7 } }));
  try {
    const { items, unreadable } = await store.list(scope, 'una', null);
    expect(items.map(({ id }) => id)).toEqual([made.id]);
    expect(unreadable.map(({ id }) => id)).toEqual(['EXPORT#00damaged']);
    expect((await store.active(scope)).items.some(({ by }) => by === 'una')).toBe(true);
    expect(await codeOf(ask('una'))).toBe('done');
  } finally {
    for (const sk of ['EXPORT#00damaged', 'ACTIVE#00damaged'])
      await client.send(new DeleteCommand({ TableName: resources.reportsTable, Key: { pk, sk } }));
  }
});

describe('room', () => {
  test('five of a person and twenty of a site may wait; what ends makes room', async () => {
    const five = [];
    for (let i = 0; i < 5; i += 1) five.push(await ask('ines', 'csv', 'hull'));
    expect(await codeOf(ask('ines', 'csv', 'hull'))).toBe('too-many');
    await cancelExport(deps())(doing('ines', 'hull'), five[0]?.id ?? '');
    expect(await codeOf(ask('ines', 'csv', 'hull'))).toBe('done');
    for (const who of ['a', 'b', 'c']) for (let i = 0; i < 5; i += 1) await ask(who, 'csv', 'hull');
    expect(await codeOf(ask('d', 'csv', 'hull'))).toBe('too-many');
  });
  test('several at once do not exceed it', async () => {
    const outcomes = await Promise.all(Array.from({ length: 7 }, () => codeOf(ask('eve', 'csv', 'ripon'))));
    expect(outcomes.filter((one) => one === 'done').length).toBeLessThanOrEqual(5);
    expect((await store.active({ ...scope, site: siteIdSchema.parse('ripon') })).items.length).toBeLessThanOrEqual(5);
  });
});

test('one that is cancelled while it runs is interrupted, and leaves nothing', async () => {
  const made = await ask();
  duringBatch = async () => {
    await cancelExport(deps())(doing('ines'), made.id);
  };
  await work()(jobOf(made.id));
  expect(publicExport(await findOwn(deps(), doing('ines'), made.id), now())).toMatchObject({ state: 'cancelled', files: [] });
  expect(await keysOf(made.id)).toEqual([]);
  expect(await codeOf(cancelExport(deps())(doing('ines'), made.id))).toBe('done');
  duringBatch = async () => {};
  await retryExport(deps())(doing('ines'), made.id);
  await work()(jobOf(made.id));
  expect((await findOwn(deps(), doing('ines'), made.id)).state).toBe('done');
});

/** Once, while the first worker is at it. */
const meanwhile = (act: () => Promise<void>): void => {
  duringBatch = () => {
    duringBatch = async () => {};
    return act();
  };
};

test('a message that comes while a worker is at it comes back when its lease may be over, and takes nothing from it', async () => {
  const made = await ask();
  sent = [];
  delays = [];
  meanwhile(async () => {
    await work()(jobOf(made.id));
    expect([sent, delays]).toEqual([[jobOf(made.id)], [60]]);
  });
  await work()(jobOf(made.id));
  const done = await findOwn(deps(), doing('ines'), made.id);
  expect([done.state, done.tries, done.files.map(({ key }) => key)]).toEqual(['done', 1, await keysOf(made.id)]);
  // The one that came back finds that it is done.
  await work()(jobOf(made.id));
  expect([sent.length, (await findOwn(deps(), doing('ines'), made.id)).tries]).toEqual([1, 1]);
});

test('a worker that says nothing any more is succeeded when its lease is over, and writes nothing should it come back', async () => {
  const made = await ask();
  meanwhile(async () => {
    const { attempt } = await findOwn(deps(), doing('ines'), made.id);
    ahead += 59_000;
    sent = [];
    delays = [];
    await work()(jobOf(made.id));
    expect(delays).toEqual([1]);
    ahead += 1_000;
    await work()(jobOf(made.id));
    expect(await store.tell(scope, made.id, attempt ?? '', { rowsDone: 9, rowsTotal: 9, now: now() })).toBe(false);
  });
  const cutOff = { ...store, tell: () => Promise.reject(new Error('the table is away')) };
  await work({ store: cutOff })(jobOf(made.id));
  const done = await findOwn(deps(), doing('ines'), made.id);
  expect([done.state, done.tries, done.rowsDone, done.files.map(({ key }) => key)]).toEqual(['done', 2, 2, await keysOf(made.id)]);
  const before = await keysOf(made.id);
  expect([before.length, before[0]?.includes(`/${done.attempt}/`)]).toEqual([1, true]);
  await work()(jobOf(made.id));
  expect(await keysOf(made.id)).toEqual(before);
});

test('one that was cancelled and begun again is taken at once, though the first worker does not know yet', async () => {
  const made = await ask();
  meanwhile(async () => {
    await cancelExport(deps())(doing('ines'), made.id);
    sent = [];
    await work()(jobOf(made.id));
    expect(sent).toEqual([]);
    await retryExport(deps())(doing('ines'), made.id);
    await work()(jobOf(made.id));
  });
  await work()(jobOf(made.id));
  const done = await findOwn(deps(), doing('ines'), made.id);
  expect([done.state, done.tries, done.files.map(({ key }) => key)]).toEqual(['done', 1, await keysOf(made.id)]);
});

test('one whose worker dies three times has failed, and says that it may be too large', async () => {
  const made = await ask();
  for (const attempt of ['d1', 'd2', 'd3']) {
    expect(await claimExport(store)(jobOf(made.id), attempt, now())).toMatchObject({ found: { state: 'running', attempt } });
    ahead += 60_000;
  }
  opened = [];
  await work()(jobOf(made.id));
  const { state, detail } = await findOwn(deps(), doing('ines'), made.id);
  expect([state, detail, opened]).toEqual([
    'failed',
    'It was begun 3 times and never finished: it may be too large. Ask for a shorter range.',
    [],
  ]);
});

describe('places of a customer', () => {
  const said = 'Exports of your company are written 3 at a time: this one begins when one of the others is done.';
  const at = (tenant: string, site: string) => ({
    ...doing('ines', site),
    scope: { ...scope, tenant: tenantIdSchema.parse(tenant), site: siteIdSchema.parse(site) },
  });
  /** Asked for at two sites in turn. */
  const asked = async (n: number, tenant: string): Promise<readonly Extract<Job, { job: 'export' }>[]> => {
    const jobs = [];
    for (let i = 0; i < n; i += 1) {
      const { scope: of } = at(tenant, i % 2 === 0 ? 'leeds' : 'york');
      const made = await askExport(deps())({ ...doing('ines'), scope: of }, { content, format: 'csv' });
      jobs.push({ job: 'export', tenant: of.tenant, site: of.site, export: made.id } as const);
    }
    sent = [];
    delays = [];
    return jobs;
  };
  const look = async (job: Extract<Job, { job: 'export' }>) => {
    const found = await findOwn(deps(), at(job.tenant, job.site), job.export);
    return [found.state, found.detail, found.tries];
  };
  const claim = (job: Extract<Job, { job: 'export' }> | undefined, attempt: string) => {
    if (job === undefined) throw new Error('no such job');
    return claimExport(store)(job, attempt, now());
  };

  test('of many that begin at the same moment three get one, at all sites together; another customer has its own', async () => {
    const jobs = await asked(8, 'mill');
    const claims = await Promise.all(jobs.map((job, i) => claim(job, `m${i}`)));
    expect(claims.filter((one) => one !== null && 'found' in one)).toHaveLength(3);
    expect(claims.filter((one) => one !== null && 'laterMs' in one)).toHaveLength(5);
    const states = await Promise.all(jobs.map(look));
    expect(states.filter(([state]) => state === 'running')).toHaveLength(3);
    expect(states.filter(([state, , tries]) => state === 'waiting' && tries === 0)).toHaveLength(5);
    const [other] = await asked(1, 'dairy');
    expect(await claim(other, 'o')).toMatchObject({ found: { state: 'running' } });
  });

  test('one that finds none waits, says so, keeps its tries, and comes back the later the longer the others have run', async () => {
    const [one, two, three, four] = await asked(4, 'forge');
    if (one === undefined || four === undefined) throw new Error('no jobs');
    for (const [i, job] of [one, two, three].entries()) await claim(job, `f${i}`);
    await work()(four);
    ahead += 40_000;
    await work()(four);
    expect([sent, delays]).toEqual([
      [four, four],
      [3, 10],
    ]);
    expect(await look(four)).toEqual(['waiting', said, 0]);
    // It was looked at: nothing says that it waits for longer than usual.
    expect((await findOwn(deps(), at('forge', four.site), four.export)).touchedAt).toBe(now());
    // The end of one is a place for another; of what is cancelled as well.
    await cancelExport(deps())(at('forge', one.site), one.export);
    await work()(four);
    expect(await look(four)).toEqual(['done', null, 1]);
  });

  test('one that is cancelled while it waits is no longer looked at', async () => {
    const jobs = await asked(4, 'weir');
    for (const [i, job] of jobs.slice(0, 3).entries()) await claim(job, `w${i}`);
    const [, , , last] = jobs;
    if (last === undefined) throw new Error('no job');
    await cancelExport(deps())(at('weir', last.site), last.export);
    await work()(last);
    expect(sent).toEqual([]);
  });

  test('a worker that dies has its place for a minute; one whose export comes back to no place waits again', async () => {
    const [one, two, three, four] = await asked(4, 'quay');
    for (const [i, job] of [one, two, three].entries()) await claim(job, `q${i}`);
    ahead += 59_000;
    expect(await claim(four, 'q3')).toEqual({ laterMs: 14_750 });
    // The others live.
    for (const [i, job] of [two, three].entries())
      expect(await store.tell({ ...scope, ...job }, job?.export ?? '', `q${i + 1}`, { rowsDone: 1, rowsTotal: null, now: now() })).toBe(
        true,
      );
    ahead += 1_000;
    expect(await claim(four, 'q4')).toMatchObject({ found: { attempt: 'q4' } });
    expect(await claim(one, 'q5')).toEqual({ laterMs: 3_000 });
    if (one === undefined) throw new Error('no job');
    expect(await look(one)).toEqual(['waiting', said, 1]);
    // The one that was taken for dead may no longer write.
    expect(await store.tell({ ...scope, ...one }, one.export, 'q0', { rowsDone: 1, rowsTotal: null, now: now() })).toBe(false);
  });

  test('a place whose row is damaged is free', async () => {
    const [one, two, three] = await asked(3, 'lock');
    for (const sk of ['PLACE#0', 'PLACE#1', 'PLACE#2'])
      await client.send(new PutCommand({ TableName: resources.reportsTable, Item: { pk: 'T#lock#EXPORTS', sk, n: 'x' } }));
    for (const [i, job] of [one, two, three].entries()) expect(await claim(job, `l${i}`)).toMatchObject({ found: { state: 'running' } });
  });
});

test('what fails for a moment comes again, at most three times; what cannot be asked fails at once, in words', async () => {
  const made = await ask();
  const broken = work({ readLogo: async () => Promise.reject(new Error('the bucket is away')) });
  for (const outcome of ['rejected', 'rejected', 'fulfilled'])
    expect((await Promise.allSettled([broken(jobOf(made.id))]))[0]?.status).toBe(outcome);
  expect(await findOwn(deps(), doing('ines'), made.id)).toMatchObject({ state: 'failed', detail: 'Something went wrong on our side.' });
  const other = await ask();
  await work({ findConfig: async () => null })(jobOf(other.id));
  expect(await findOwn(deps(), doing('ines'), other.id)).toMatchObject({
    state: 'failed',
    detail: 'The site has no configuration any more.',
  });
  expect((await store.active(scope)).items.filter(({ at }) => at === made.createdAt)).toEqual([]);
});

test('a queue that is away makes a failed export that can be begun again; a lost message likewise', async () => {
  queueIsUp = false;
  expect(await codeOf(ask())).toBe('unavailable');
  const [lost] = (await store.list(scope, 'ines', null)).items;
  expect(lost).toMatchObject({ state: 'failed', detail: 'It could not be handed to the queue: try again.' });
  queueIsUp = true;
  expect(await retryExport(deps())(doing('ines'), lost?.id ?? '')).toMatchObject({ state: 'waiting', detail: null });
  // It waits for its turn: a second message would only keep a second worker busy.
  sent = [];
  expect(await retryExport(deps())(doing('ines'), lost?.id ?? '')).toMatchObject({ state: 'waiting' });
  expect(sent).toEqual([]);
  ahead += 3_600_000;
  expect(publicExport(await findOwn(deps(), doing('ines'), lost?.id ?? ''), now()).detail).toBe(
    'It waits for longer than usual: begin it again, or cancel it.',
  );
  expect(await retryExport(deps())(doing('ines'), lost?.id ?? '')).toMatchObject({ state: 'waiting' });
  expect(sent).toHaveLength(1);
});

test('who was limited to business units since opens and begins again no more than now', async () => {
  const limited = (units: readonly string[]): Doing => ({ ...doing('ines'), scope: { ...scope, units } });
  const wide = await ask();
  await cancelExport(deps())(doing('ines'), wide.id);
  expect(await codeOf(retryExport(deps())(limited(['sales']), wide.id))).toBe('forbidden');
  expect(() => refuseWider(limited(['sales']).scope, wide)).toThrow('more business units than now');
  const narrow = await askExport(deps())(limited(['sales']), { content, format: 'xlsx' });
  expect(() => refuseWider(limited(['sales', 'front-desk']).scope, narrow)).not.toThrow();
  expect(() => refuseWider(scope, narrow)).not.toThrow();
  expect(() => refuseWider(limited(['front-desk']).scope, narrow)).toThrow('more business units than now');
  await deleteExport(deps())(limited(['front-desk']), narrow.id);
});

test('the same key is the same export; another body with it is refused', async () => {
  const once = createOnce({ client, table: resources.reportsTable, now, newId: () => `k${count++}` });
  const send = (body: unknown, who = 'ines') =>
    once({
      scope,
      principal: who,
      key: 'key-1',
      what: 'POST exports',
      body,
      answer: exportSchema,
      work: async () => publicExport(await ask(who), now()),
    });
  const first = await send({ a: 1, b: 2 });
  expect(await send({ b: 2, a: 1 })).toEqual(first);
  expect(await codeOf(send({ a: 2, b: 2 }))).toBe('key-reused');
  expect((await send({ a: 1, b: 2 }, 'bob')).id).not.toBe(first.id);
  expect(sent).toHaveLength(2);
  ahead += 86_400_000;
  expect((await send({ a: 1, b: 2 })).id).not.toBe(first.id);
});

test('files of everything are not for people limited to business units, and keep to what is final', async () => {
  const limited = { ...doing('ines'), scope: { ...scope, units: ['sales'] } };
  const body = {
    what: 'segments',
    from: '2026-03-01T00:00:00Z',
    to: '2026-03-04T00:00:00Z',
    format: 'csv',
    evenIfIncomplete: false,
  } as const;
  expect(await codeOf(askBulk(deps())(limited, body))).toBe('forbidden');
  expect(await codeOf(askBulk(deps())(doing('ines'), { ...body, to: body.from }))).toBe('bad-request');
  expect(await codeOf(askBulk(deps())(doing('ines'), { ...body, from: '2126-03-01T00:00:00Z', to: '2126-03-02T00:00:00Z' }))).toBe(
    'bad-request',
  );
  const made = await askBulk(deps())(doing('ines'), body);
  await work()(jobOf(made.id));
  const { next, detail, what, schema, heldBack, notWaitedFor } = publicExport(await findOwn(deps(), doing('ines'), made.id), now());
  expect({ next, detail, what, schema, heldBack, notWaitedFor }).toEqual({
    next: '1970-01-01T00:00:00.005Z',
    detail:
      'Nothing of the range is final yet, so there is no file: ask again later. A call that began at noon is still in progress. The agent "old" is gone.',
    heldBack: { until: '1970-01-01T00:00:00.005Z', why: ['A call that began at noon is still in progress.'] },
    notWaitedFor: ['The agent "old" is gone.'],
    what: 'segments',
    schema: '/v1/sites/leeds/bulk-schema#/schemas/segments',
  });
});
