import { DeleteObjectCommand, ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { resources } from '../../../infra/local/resources.ts';
import { siteConfigSchema } from '../../domain/site-config.ts';
import { siteWith } from '../core/testing/play.ts';
import { script } from '../core/testing/script.ts';
import { parseObjectName } from './archive-object.ts';
import { dayRange } from './day-range.ts';
import { createRebuildSiteWorld, openRebuildWorld, type RebuildSiteWorld } from './testing/rebuild-world.ts';

let world: Awaited<ReturnType<typeof openRebuildWorld>>;
beforeAll(async () => {
  world = await openRebuildWorld();
});
afterAll(() => world.close());

const day = { from: '2026-03-02', to: '2026-03-02' };
const call = (id: string, seconds: number) => (story: ReturnType<typeof script>) =>
  story
    .inbound(seconds, id)
    .rings(seconds + 1, '1001', null, id)
    .answers(seconds + 5, '1001', id)
    .clears(seconds + 60, '1001', id);
const story = script();
for (const [i, id] of ['1F01', '1F02', '1F03'].entries()) call(id, i * 100)(story);
const second = siteConfigSchema.parse({ ...siteWith(), users: [{ id: 'u-bob', name: 'Bob', extensions: ['1001'] }] });

let sites = 0;
/** Three calls in three objects; the first two folded with version 1 of the configuration, the third with version 2. */
const createCase = async (configs = [siteWith(), second]): Promise<RebuildSiteWorld> => {
  const from = Date.UTC(2026, 2, 2);
  const one = createRebuildSiteWorld(world, { site: `pier-${++sites}`, configs, days: { from, to: from } });
  for (const [i, version] of [1, 1, 2].entries()) await one.deliver([one.frame(story.events.slice(i * 4, i * 4 + 4))], { version });
  await one.project();
  return one;
};
const keysOf = async (one: RebuildSiteWorld): Promise<string[]> => {
  const { Contents } = await world.s3.send(
    new ListObjectsV2Command({ Bucket: resources.eventsBucket, Prefix: `tenant=bakery/site=${one.owner.site}/` }),
  );
  return (Contents ?? []).map(({ Key }) => Key ?? '').toSorted();
};
const replace = (key: string, bytes: Uint8Array, metadata: Record<string, string> = {}) =>
  world.s3.send(new PutObjectCommand({ Bucket: resources.eventsBucket, Key: key, Body: bytes, Metadata: metadata }));

test('an untouched archive says what history says, and a rebuild writes nothing', async () => {
  const one = await createCase();
  const report = await one.rebuild(day);
  expect(report).toMatchObject({ objects: 3, events: 12, links: 1, changes: [], problems: [], addOnly: false });
  expect(report.kinds.call).toEqual({ read: 3, unchanged: 3, added: 0, changed: 0, deleted: 0, newer: 0, spared: 0 });
});

test('with the present configuration earlier calls get its users, and the hour says that it was restated', async () => {
  const one = await createCase();
  const report = await one.rebuild({ ...day, config: 'current' });
  expect(report.kinds.call).toMatchObject({ unchanged: 1, changed: 2 });
  expect(report.changes.filter(({ kind }) => kind === 'call').map(({ fields }) => fields)).toEqual([
    ['userId', 'userName'],
    ['userId', 'userName'],
  ]);
  const again = await one.rebuild({ ...day, config: 'current' });
  expect(again.changes).toEqual([]);
});

test('what the engine has not folded yet is not counted', async () => {
  const one = await createCase();
  const before = await one.rows();
  await replace(
    `tenant=bakery/site=${one.owner.site}/date=2026-03-02/link-1-000000000013.tlb`,
    one.frame(story.events.slice(8).map((event, i) => ({ ...event, seq: (13 + i) as typeof event.seq }))),
    { 'last-seq': '16', 'config-version': '1', 'state-version': '3' },
  );
  expect((await one.rebuild(day)).problems).toEqual([]);
  expect(await one.rows()).toEqual(before);
});

describe('an archive that is damaged', () => {
  test.each([
    [
      'an object that is gone',
      (key: string) => world.s3.send(new DeleteObjectCommand({ Bucket: resources.eventsBucket, Key: key })),
      ['numbersMissing'],
    ],
    [
      'an object that is no frame',
      (key: string) => replace(key, Buffer.from('nothing')),
      ['metadata', 'objectUnreadable', 'numbersMissing'],
    ],
  ])('%s is named; the rest goes on, and no row is changed or deleted unless asked for', async (_, damage, problems) => {
    const one = await createCase();
    const before = await one.rows();
    const [, middle = ''] = await keysOf(one);
    await damage(middle);
    const spared = await one.rebuild(day);
    expect(spared.problems.map(({ what }) => what)).toEqual(problems);
    expect(spared.addOnly).toBe(true);
    expect(await one.rows()).toEqual(before);
    await one.wipe();
    const added = await one.rebuild(day);
    expect(added.kinds.call).toMatchObject({ added: 2, spared: 0 });
    expect(added.kinds.gap).toMatchObject({ added: 1 });
  });

  test('asked for, rows of lost events go', async () => {
    const one = await createCase();
    const [, middle = ''] = await keysOf(one);
    await world.s3.send(new DeleteObjectCommand({ Bucket: resources.eventsBucket, Key: middle }));
    expect((await one.rebuild({ ...day, acceptDamage: true })).kinds.call).toMatchObject({ read: 3, deleted: 1, unchanged: 2 });
  });

  test('a last object that is gone is noticed', async () => {
    const one = await createCase();
    await world.s3.send(new DeleteObjectCommand({ Bucket: resources.eventsBucket, Key: (await keysOf(one)).at(-1) }));
    expect((await one.rebuild(day)).problems).toEqual([
      { what: 'numbersMissing', object: null, detail: 'link link-1 ends with number 8, but 12 were folded' },
    ]);
  });

  test('names and versions that cannot be used are named', async () => {
    const one = await createCase([siteWith()]);
    await replace(`tenant=bakery/site=${one.owner.site}/date=2026-03-02/notes.txt`, Buffer.from('x'));
    const report = await one.rebuild(day);
    expect(report.problems.map(({ what }) => what)).toEqual(['objectName']);
    const [first = ''] = await keysOf(one);
    await replace(first, one.frame(story.events.slice(0, 4)), { 'last-seq': '9', 'config-version': '7', 'state-version': 'x' });
    expect((await one.rebuild(day)).problems.map(({ what }) => what)).toEqual([
      'objectName',
      'metadata',
      'metadata',
      'configurationMissing',
    ]);
  });
});

test('refuses what cannot be done, before it writes', async () => {
  const one = createRebuildSiteWorld(world, { site: 'empty', configs: [], days: { from: 0, to: 0 } });
  await expect(one.rebuild(day)).rejects.toThrow('the engine has folded nothing of "empty" yet');
  await expect(one.rebuild({ from: '2026-03-03', to: '2026-03-02' })).rejects.toThrow('--from 2026-03-03 is after --to 2026-03-02');
});

test('names of objects', () => {
  expect(parseObjectName('tenant=a/site=b/date=2026-03-02/link%2F1-000000000017.tlb')).toEqual({
    key: 'tenant=a/site=b/date=2026-03-02/link%2F1-000000000017.tlb',
    link: 'link/1',
    firstSeq: 17,
  });
  for (const key of ['date=2026-03-02/a-17.tlb', 'x/date=2026-03-02/%E0%A4%A-000000000017.tlb', 'x/date=2026-03-02/a-000000000000.tlb'])
    expect(parseObjectName(key)).toBeNull();
});

test('days begin at the reset in the zone of the site, and may have 23 hours', () => {
  const iso = ({ from, to }: { from: number; to: number }) => [new Date(from).toISOString(), new Date(to).toISOString()];
  expect(iso(dayRange({ timeZone: 'Europe/London', resetTime: '02:00' }, '2026-03-28', '2026-03-28'))).toEqual([
    '2026-03-28T02:00:00.000Z',
    '2026-03-29T01:00:00.000Z',
  ]);
  expect(iso(dayRange({ timeZone: 'Pacific/Auckland', resetTime: '23:30' }, '2026-07-01', '2026-07-02'))).toEqual([
    '2026-07-01T11:30:00.000Z',
    '2026-07-03T11:30:00.000Z',
  ]);
});
