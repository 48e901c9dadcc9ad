import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DeleteObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { SchedulerClient } from '@aws-sdk/client-scheduler';
import { SESv2Client } from '@aws-sdk/client-sesv2';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import PostalMime from 'postal-mime';
import { openAwsEmulators } from '../../../infra/local/aws-emulators.ts';
import { createResources, resources } from '../../../infra/local/resources.ts';
import { createAuditWriter } from '../../audit/audit.ts';
import { createAuditReader } from '../../audit/audit-store.ts';
import { epochMs, siteIdSchema, type TenantId, tenantIdSchema } from '../../domain/ids.ts';
import type { Job } from '../../domain/job.ts';
import { reportContentSchema } from '../../domain/report.ts';
import { siteConfigSchema } from '../../domain/site-config.ts';
import { limitWords } from '../../domain/unit-words.ts';
import { column, openTableRows } from '../../exports/testing/table-rows.ts';
import { createAccess } from '../../identity/principal.ts';
import { createSiteInReach } from '../../identity/reach.ts';
import type { Principal, Role } from '../../identity/types.ts';
import { mailRoutes } from '../../mail/routes.ts';
import { composeSendMail } from '../../mail/send-mail.ts';
import { createStoppedStore } from '../../mail/stopped-store.ts';
import type { Cell, OpenReport } from '../../reports/report-rows.ts';
import { createApi } from '../../runtime/create-api.ts';
import { createOnce } from '../../runtime/idempotency.ts';
import { silentLog } from '../../runtime/log.ts';
import { silentMetrics } from '../../runtime/metrics.ts';
import { ProblemError } from '../../runtime/problem.ts';
import { createResolveFilter, type StoredReport } from '../../saved-reports/stored-reports.ts';
import { createCalendar } from '../../statistics/calendar.ts';
import type { Site } from '../../tenants/types.ts';
import { createStoredSchedules } from '../known-schedules.ts';
import { createMailLinks } from '../mail-links.ts';
import type { RunDeps } from '../ports.ts';
import { createPutInBucket, createTryBucket } from '../put-in-bucket.ts';
import { schedulesRoutes } from '../routes.ts';
import { createRunFiles } from '../run-files.ts';
import { createRunSchedule } from '../run-schedule.ts';
import { createScheduleStore } from '../schedule-store.ts';
import { createSetNext } from '../set-next.ts';
import { sweepSchedules } from '../sweep.ts';

const sites: Readonly<Record<string, string>> = { harbour: 'bakery', market: 'bakery', station: 'florist' };
const principal = (id: string, role: Role, tenant: string | null, more: Partial<Principal> = {}): Principal => ({
  kind: 'user',
  id,
  name: id.toUpperCase(),
  email: `${id}@bakery.example`,
  role,
  reseller: 'north',
  tenant: tenant === null ? null : tenantIdSchema.parse(tenant),
  sites: null,
  extensions: [],
  agents: [],
  ...more,
});
const report = (id: string, name: string, filter: object | null = null): StoredReport => ({
  id,
  name,
  category: 'Desk',
  description: '',
  template: 'callsByExtension',
  owner: { id: 'sue', name: 'SUE' },
  shared: true,
  version: 3,
  updatedAt: epochMs(0),
  updatedBy: { id: 'sue', name: 'SUE' },
  from: null,
  units: null,
  content: reportContentSchema.parse({
    name,
    category: 'Desk',
    template: 'callsByExtension',
    columns: [{ statistic: 'callsHandled' }],
    range: { named: 'yesterday' },
    filter,
  }),
});

/** A report's rows in a world: cells, or a SELECT. */
export type Rows = readonly (readonly Cell[])[] | string;

/** Schedules over HTTP and their worker on one machine's services, with reports whose rows the test decides. London, 2040. */
export const createScheduleWorld = async () => {
  const directory = await mkdtemp(join(tmpdir(), 'schedules-'));
  const aws = await openAwsEmulators({ dataDir: directory, sync: false, sweeps: false, now: Date.now, log: () => {} });
  const endpoint = await aws.listen(0, (_, res) => {
    res.end();
    return Promise.resolve();
  });
  await createResources(aws, 1);
  await aws.buckets.createBucket('customer-drop');
  const connection = { region: 'eu-west-2', endpoint, credentials: aws.credentials };
  const client = DynamoDBDocumentClient.from(new DynamoDBClient(connection), { marshallOptions: { removeUndefinedValues: true } });
  const s3 = new S3Client({ ...connection, forcePathStyle: true });
  const scheduler = new SchedulerClient(connection);
  const ses = new SESv2Client(connection);
  const people = new Map<string, Principal>(
    [
      principal('ines', 'customerAdmin', 'bakery'),
      principal('sue', 'supervisor', 'bakery'),
      principal('omar', 'supervisor', 'bakery'),
      principal('lena', 'supervisor', 'bakery', { units: ['unit-1'] }),
      principal('alice', 'agent', 'bakery'),
      principal('flora', 'customerAdmin', 'florist'),
    ].map((one) => [one.id, one]),
  );
  // Later than any real clock: what ages must not go while it is looked at.
  const clock = { now: Date.parse('2040-03-23T12:00:00.000Z') };
  const now = (): number => clock.now;
  const table = resources.reportsTable;
  const state = {
    /** Until when the site was heard; null = it has no agent. */
    heard: null as number | null,
    /** Of a report, or of it over stretches of time (`calls over weekdayTime`). */
    rows: new Map<string, Rows>([
      ['calls', [['1001', 12]]],
      ['lost', [['1002', 3]]],
    ]),
    reports: new Map([report('calls', 'Calls of the desk'), report('lost', 'Lost calls')].map((one) => [one.id, one])),
    /** Units to which who changed the filters last is limited. */
    filterUnits: null as readonly string[] | null,
    /** Reports that were asked, in order; `failing` ones throw once each. */
    asked: [] as string[],
    failing: [] as string[],
    /** Units to which questions were limited, in order. */
    units: [] as (readonly string[] | undefined)[],
    /** Names of metrics that were counted up. */
    counted: [] as string[],
    jobs: [] as { readonly job: Job; readonly delay: number }[],
    queueIsUp: true,
    /** A mail is about to be handed to the mail service, and has been. */
    beforeMail: async (): Promise<void> => {},
    afterMail: async (): Promise<void> => {},
  };
  const config = siteConfigSchema.parse({
    devices: [],
    timeZone: 'Europe/London',
    resetTime: '00:00',
    businessUnits: [
      { id: 'unit-1', name: 'Front desk' },
      { id: 'unit-2', name: 'Kitchen' },
      { id: 'unit-3', name: 'Reception' },
    ],
  });
  const calendar = createCalendar({ timeZone: 'Europe/London', resetTime: '00:00' });
  const version = { version: 7, at: epochMs(0), author: 'seed', config };
  const findSite = async (id: string): Promise<Site | null> => {
    const tenant = sites[id];
    if (tenant === undefined) return null;
    const place = { site: siteIdSchema.parse(id), tenant: tenantIdSchema.parse(tenant), reseller: 'north' };
    return { ...place, name: `${id} site`, customerName: tenant, timeZone: 'Europe/London', resetTime: '00:00' };
  };
  const siteInReach = createSiteInReach(findSite);
  const openReport: OpenReport = async (scope, given, content, { range, asAt, over = null }) => {
    const [id] = [...state.reports].find(([, one]) => one.name === content.name) ?? [''];
    state.asked.push(id);
    state.units.push(scope.units);
    const failing = state.failing.indexOf(id);
    if (failing >= 0) {
      state.failing.splice(failing, 1);
      throw new Error('the lake is away');
    }
    const asked = range ?? content.range;
    const resolved = 'named' in asked ? calendar.rangeOf(asked, asAt) : { from: Date.parse(asked.from), to: Date.parse(asked.to) };
    const own = await mkdtemp(join(directory, 'open-'));
    return openTableRows(
      own,
      [column('key', 'key', { header: 'Extension' }), column('callsHandled', 'count')],
      state.rows.get(over === null ? id : `${id} over ${over}`) ?? [],
      {
        range: { ...resolved, asAt },
        timeZone: 'Europe/London',
        limitedTo: limitWords(given, scope),
      },
    );
  };
  const filters = {
    find: async (_: unknown, id: string) =>
      id === 'f-shared' || id === 'f-own'
        ? {
            id,
            name: id,
            description: '',
            owner: { id: 'sue', name: 'SUE' },
            shared: id === 'f-shared',
            spec: { extension: '1001' },
            version: 1,
            updatedAt: epochMs(0),
            updatedBy: { id: 'lena', name: 'LENA' },
            units: state.filterUnits,
          }
        : null,
  };
  const store = createScheduleStore({ client, table });
  const sendJob: RunDeps['sendJob'] = async (job, delay = 0) => {
    if (!state.queueIsUp) throw new Error('the queue is away');
    state.jobs.push({ job, delay });
  };
  const sendMail = composeSendMail({
    ses,
    client,
    table,
    from: 'reports@trunkline.example',
    configurationSet: resources.mailConfigurationSet,
    now,
  });
  const run: RunDeps = {
    store,
    files: createRunFiles({ s3, links: s3, bucket: resources.exportsBucket, now }),
    reports: { find: async (_, id) => state.reports.get(id) ?? null, resolveFilter: createResolveFilter(filters) },
    openReport,
    findConfig: async () => version,
    findConfigVersion: async () => version,
    findSite,
    findPrincipal: async (id) => people.get(id) ?? null,
    siteInReach,
    heardThrough: async () => state.heard,
    findLogo: async () => null,
    findKeepers: async () => ({ customer: ['ines@bakery.example'], reseller: ['north@reseller.example'] }),
    links: createMailLinks({ client, table, now }),
    sendMail: async (...given) => {
      await state.beforeMail();
      const sent = await sendMail(...given);
      await state.afterMail();
      return sent;
    },
    putInBucket: createPutInBucket({ s3, ownBuckets: [resources.exportsBucket] }),
    sendJob,
    setNext: createSetNext({
      scheduler,
      target: {
        group: resources.schedulerGroup,
        queueArn: `arn:aws:sqs:eu-west-2:000000000000:${resources.jobsQueue}`,
        roleArn: 'arn:aws:iam::000000000000:role/scheduler',
      },
      now,
    }),
    webOrigin: 'https://calls.example',
    directory: join(directory, 'work'),
    now,
    log: silentLog,
    metrics: { ...silentMetrics, count: (name, by = 1) => void (by > 0 && state.counted.push(name)) },
  };
  let made = 0;
  const audit = createAuditWriter({ table: resources.auditTable, newId: crypto.randomUUID.bind(crypto) });
  const deps = {
    ...run,
    ownBuckets: [resources.exportsBucket],
    audit,
    tryBucket: createTryBucket({ s3, ownBuckets: [resources.exportsBucket] }),
    deliveryRole: 'arn:aws:iam::123456789012:role/delivery',
    newSuffix: () => {
      made += 1;
      return String(made).padStart(6, '0');
    },
    access: createAccess({
      authenticate: (token) => {
        const found = people.get(token ?? '');
        return found === undefined
          ? Promise.reject(new ProblemError('unauthorised', 'no'))
          : Promise.resolve({ principal: found, expiresAt: null });
      },
      siteInReach,
    }),
    links: createMailLinks({ client, table, now }),
    once: createOnce({ client, table, now, newId: crypto.randomUUID.bind(crypto) }),
  };
  const app = createApi({ log: silentLog, webOrigin: 'http://127.0.0.1' });
  app.route('/', schedulesRoutes(deps));
  const stopped = createStoppedStore({ client, table });
  app.route('/', mailRoutes({ ...deps, stopped }));
  const ask = async (who: string, method: string, path: string, body?: unknown, headers: Readonly<Record<string, string>> = {}) => {
    const answer = await app.request(path.startsWith('/') ? path : `/v1/sites/${path}`, {
      method,
      headers: { authorization: `Bearer ${who}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    const isJson = answer.headers.get('content-type')?.includes('json') === true;
    return { status: answer.status, headers: answer.headers, body: isJson ? JSON.parse(text) : {} };
  };
  const seen = new Set<string>();
  const work = createRunSchedule(run);
  const reader = createAuditReader({ client, table: resources.auditTable });
  return {
    ask,
    clock,
    state,
    /** For rows that no program writes. */
    client,
    table,
    people,
    deps,
    store,
    work,
    stopped,
    sweep: () => sweepSchedules(run),
    schedules: createStoredSchedules(deps),
    /** Moments that are set with the scheduler. */
    timers: () => aws.schedules.list().map(({ expression, target }) => ({ expression, input: JSON.parse(target.input) as Job })),
    /** Mails since the last look, the oldest first, with whom they went to. */
    mails: async () => {
      const found = [];
      for (const facts of [...aws.mails.list()].reverse()) {
        if (seen.has(facts.id)) continue;
        seen.add(facts.id);
        const raw = await aws.mails.raw(facts.id);
        found.push({ ...facts, raw: raw.toString('latin1'), parsed: await PostalMime.parse(raw) });
      }
      return found;
    },
    /** Takes an object of a run out of the store. */
    forget: async (run: string, name: string) =>
      s3.send(new DeleteObjectCommand({ Bucket: resources.exportsBucket, Key: `tenant=bakery/site=harbour/schedules/${run}/${name}` })),
    objects: async (Bucket: string) =>
      ((await s3.send(new ListObjectsV2Command({ Bucket }))).Contents ?? []).flatMap(({ Key }) => Key ?? []),
    auditOf: async (tenant: string, site: string) =>
      (await reader.list({ tenant: tenant as TenantId, sites: [site], from: null, to: null, limit: 200, after: null })).items,
    stop: async () => {
      for (const one of [client, s3, scheduler, ses]) one.destroy();
      await aws.hangUp();
      await aws.close();
      await rm(directory, { recursive: true });
    },
  };
};
export type ScheduleWorld = Awaited<ReturnType<typeof createScheduleWorld>>;
