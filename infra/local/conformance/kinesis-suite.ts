import {
  CreateStreamCommand,
  DeleteStreamCommand,
  DescribeStreamSummaryCommand,
  GetRecordsCommand,
  GetShardIteratorCommand,
  ListShardsCommand,
  PutRecordCommand,
  PutRecordsCommand,
  type ShardIteratorType,
  waitUntilStreamExists,
} from '@aws-sdk/client-kinesis';
import { AssumeRoleCommand } from '@aws-sdk/client-sts';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Target } from './target.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const text = (data: Uint8Array | undefined): string => new TextDecoder().decode(data);

/** What the product needs of Kinesis and of the credentials agents get for it. */
export const kinesisSuite = (target: () => Target): void => {
  describe('kinesis', () => {
    let StreamName = '';
    const put = (PartitionKey: string, data: string) =>
      target().kinesis.send(new PutRecordCommand({ StreamName, PartitionKey, Data: bytes(data) }));
    const read = async (ShardId: string | undefined, type: ShardIteratorType, extra: Record<string, unknown> = {}) => {
      const { ShardIterator } = await target().kinesis.send(
        new GetShardIteratorCommand({ StreamName, ShardId, ShardIteratorType: type, ...extra }),
      );
      return target().kinesis.send(new GetRecordsCommand({ ShardIterator }));
    };

    beforeAll(async () => {
      StreamName = `${target().run}-stream`;
      await target().kinesis.send(new CreateStreamCommand({ StreamName, ShardCount: 2 }));
      await waitUntilStreamExists({ client: target().kinesis, maxWaitTime: 60, minDelay: 1 }, { StreamName });
      return async () => {
        await target().kinesis.send(new DeleteStreamCommand({ StreamName }));
      };
    });

    it('cuts the hash space into shards', async () => {
      const { Shards } = await target().kinesis.send(new ListShardsCommand({ StreamName }));
      expect(Shards?.map((s) => s.HashKeyRange)).toEqual([
        { StartingHashKey: '0', EndingHashKey: '170141183460469231731687303715884105727' },
        { StartingHashKey: '170141183460469231731687303715884105728', EndingHashKey: '340282366920938463463374607431768211455' },
      ]);
      const { StreamDescriptionSummary } = await target().kinesis.send(new DescribeStreamSummaryCommand({ StreamName }));
      expect([StreamDescriptionSummary?.StreamStatus, StreamDescriptionSummary?.OpenShardCount]).toEqual(['ACTIVE', 2]);
    });

    it('keeps the order of a key and rises in sequence', async () => {
      const answers = [];
      for (const n of ['1', '2', '3']) answers.push(await put('order', n));
      expect(new Set(answers.map((a) => a.ShardId)).size).toBe(1);
      const numbers = answers.map((a) => BigInt(a.SequenceNumber ?? '0'));
      expect(numbers).toEqual([...numbers].sort((a, b) => (a < b ? -1 : 1)));
      const { Records } = await read(answers[0]?.ShardId, 'TRIM_HORIZON');
      expect(Records?.filter((r) => r.PartitionKey === 'order').map((r) => text(r.Data))).toEqual(['1', '2', '3']);
    });

    it('answers PutRecords record by record', async () => {
      const { FailedRecordCount, Records } = await target().kinesis.send(
        new PutRecordsCommand({
          StreamName,
          Records: [
            { PartitionKey: 'low', ExplicitHashKey: '0', Data: bytes('low') },
            { PartitionKey: 'high', ExplicitHashKey: '340282366920938463463374607431768211455', Data: bytes('high') },
          ],
        }),
      );
      expect([FailedRecordCount, Records?.map((r) => r.ShardId)]).toEqual([0, ['shardId-000000000000', 'shardId-000000000001']]);
    });

    it('starts reading where each iterator type says', async () => {
      const first = await put('iterate', 'a');
      const second = await put('iterate', 'b');
      const at = async (type: ShardIteratorType, extra?: Record<string, unknown>) =>
        (await read(first.ShardId, type, extra)).Records?.map((r) => text(r.Data)).slice(-2);
      expect(await at('AT_SEQUENCE_NUMBER', { StartingSequenceNumber: first.SequenceNumber })).toEqual(['a', 'b']);
      expect(await at('AFTER_SEQUENCE_NUMBER', { StartingSequenceNumber: first.SequenceNumber })).toEqual(['b']);
      expect(await at('AFTER_SEQUENCE_NUMBER', { StartingSequenceNumber: second.SequenceNumber })).toEqual([]);
      expect(await at('LATEST')).toEqual([]);
      expect(await at('AT_TIMESTAMP', { Timestamp: new Date(Date.now() - 3_600_000) })).toEqual(['a', 'b']);
    });

    it('refuses what is too large or does not exist', async () => {
      const put2 = (name: string, data: Uint8Array) =>
        target().kinesis.send(new PutRecordCommand({ StreamName: name, PartitionKey: 'k', Data: data }));
      await expect(put2(StreamName, new Uint8Array(1_048_577))).rejects.toMatchObject({
        name: /InvalidArgumentException|ValidationException/,
      });
      await expect(put2(`${StreamName}-none`, bytes('x'))).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    });

    it('lets session credentials do what their policy says, until they expire', async () => {
      const own = target().own;
      if (own === null) return;
      const { Credentials } = await target().sts.send(
        new AssumeRoleCommand({
          RoleArn: 'arn:aws:iam::000000000000:role/trunkline-edge-agent',
          RoleSessionName: 'agent-1',
          DurationSeconds: 900,
          Policy: JSON.stringify({
            Version: '2012-10-17',
            Statement: [{ Effect: 'Allow', Action: ['kinesis:PutRecord'], Resource: `arn:aws:kinesis:*:*:stream/${StreamName}` }],
          }),
        }),
      );
      const client = target().kinesisWith({
        accessKeyId: Credentials?.AccessKeyId ?? '',
        secretAccessKey: Credentials?.SecretAccessKey ?? '',
        sessionToken: Credentials?.SessionToken ?? '',
      });
      const record = { StreamName, PartitionKey: 'agent', Data: bytes('x') };
      await client.send(new PutRecordCommand(record));
      await expect(client.send(new ListShardsCommand({ StreamName }))).rejects.toMatchObject({ name: 'AccessDeniedException' });
      own.advance(901_000);
      await expect(client.send(new PutRecordCommand(record))).rejects.toMatchObject({ name: 'ExpiredTokenException' });
      client.destroy();
      const stranger = target().kinesisWith({ accessKeyId: 'AKIANOBODY', secretAccessKey: 'x' });
      await expect(stranger.send(new PutRecordCommand(record))).rejects.toMatchObject({ name: 'UnrecognizedClientException' });
      stranger.destroy();
      own.advance(-901_000);
    });
  });
};
