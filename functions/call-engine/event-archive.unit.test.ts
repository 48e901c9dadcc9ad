import { HeadObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { mockClient } from 'aws-sdk-client-mock';
import { afterEach, describe, expect, test } from 'vitest';
import { siteIdSchema, tenantIdSchema } from '../domain/ids.ts';
import { archivePutParams, createEventArchive } from './event-archive.ts';

const client = new S3Client({ region: 'eu-west-2' });
const s3 = mockClient(client);
afterEach(() => {
  s3.reset();
});
const frame = (firstSeq: number, lastSeq: number, place: number) => ({
  firstSeq,
  lastSeq,
  bytes: new Uint8Array([firstSeq, lastSeq]),
  place,
});
const batch = {
  owner: { tenant: tenantIdSchema.parse('bakery'), site: siteIdSchema.parse('harbour') },
  link: 'link/1',
  frames: [frame(17, 20, 0), frame(21, 25, 2)],
  startedAt: Date.parse('2026-03-02T23:59:59.999Z'),
  configVersion: 4,
  stateVersion: 91,
  declaredLost: [{ from: 15, to: 16 }],
};
const taken = Object.assign(new Error('At least one of the pre-conditions you specified did not hold'), { name: 'PreconditionFailed' });

describe('the event archive', () => {
  test('lies by tenant, site, day and number, and is never overwritten', () => {
    expect(archivePutParams('events', batch, 17)).toEqual({
      Bucket: 'events',
      Key: 'tenant=bakery/site=harbour/date=2026-03-02/link%2F1-000000000017.tlb',
      Body: Buffer.from([17, 20, 21, 25]),
      ContentType: 'application/octet-stream',
      IfNoneMatch: '*',
      Metadata: {
        'last-seq': '25',
        'config-version': '4',
        frames: '2',
        'state-version': '91',
        places: '0,2',
        'declared-lost': '15-16',
      },
    });
  });

  test('what an object of an earlier try lacks goes into one of its own', async () => {
    s3.on(PutObjectCommand).rejectsOnce(taken).resolves({});
    s3.on(HeadObjectCommand).resolves({ Metadata: { 'last-seq': '20' } });
    await createEventArchive({ client, bucket: 'events' })(batch);
    const puts = s3.commandCalls(PutObjectCommand).map((call) => call.args[0].input);
    expect(puts[1]).toMatchObject({
      Key: 'tenant=bakery/site=harbour/date=2026-03-02/link%2F1-000000000021.tlb',
      Body: Buffer.from([21, 25]),
    });
  });

  test('an object that holds everything already is enough', async () => {
    s3.on(PutObjectCommand).rejects(taken);
    s3.on(HeadObjectCommand).resolves({ Metadata: { 'last-seq': '30' } });
    await createEventArchive({ client, bucket: 'events' })(batch);
    expect(s3.commandCalls(PutObjectCommand)).toHaveLength(1);
  });

  test('any other error is thrown, so that the commit does not happen', async () => {
    s3.on(PutObjectCommand).rejects(new Error('SlowDown'));
    await expect(createEventArchive({ client, bucket: 'events' })(batch)).rejects.toThrow('SlowDown');
  });
});
