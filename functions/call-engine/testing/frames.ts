import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { KinesisStreamEvent } from 'aws-lambda';
import { type BatchHeader, batchHeaderSchema, frameToSign, frameWithSignature } from '../../domain/batch-frame.ts';
import { siteIdSchema, tenantIdSchema } from '../../domain/ids.ts';
import type { AgentKey } from '../../edge-agents/agent-keys.ts';

export interface TestAgent {
  readonly key: AgentKey;
  readonly privateKey: KeyObject;
}
export const makeAgent = (agent = 'agent-1', tenant = 'bakery', site = 'harbour', revoked = false): TestAgent => {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  return {
    privateKey,
    key: {
      agent,
      tenant: tenantIdSchema.parse(tenant),
      site: siteIdSchema.parse(site),
      publicKey: Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url').toString('base64'),
      revokedAt: revoked ? (1 as AgentKey['revokedAt']) : null,
    },
  };
};

export const at = Date.parse('2026-03-02T09:00:00.000Z');

/** A plain event, as the agent would number it. */
export const eventJson = (seq: number, overrides: object = {}): object => ({
  v: 1,
  kind: 'unrecognised',
  link: 'link-1',
  seq,
  at: at + seq,
  node: '1',
  resync: null,
  copyOf: null,
  raw: `line ${seq}`,
  reason: 'test',
  ...overrides,
});

export const range = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, i) => from + i);

export const headerOf = (firstSeq: number, lastSeq: number, overrides: object = {}): BatchHeader =>
  batchHeaderSchema.parse({ v: 1, agent: 'agent-1', link: 'link-1', firstSeq, lastSeq, sentAt: at, clockOffsetMs: null, ...overrides });

export const bodyOf = (events: readonly object[]): Uint8Array => gzipSync(events.map((event) => JSON.stringify(event)).join('\n'));

export const makeFrame = (agent: TestAgent, header: BatchHeader, body: Uint8Array): Uint8Array => {
  const unsigned = frameToSign(header, body);
  return frameWithSignature(unsigned, sign(null, unsigned, agent.privateKey));
};
/** Events `from` … `to` of link-1 in one signed frame. */
export const frameOf = (agent: TestAgent, from: number, to: number, link = 'link-1'): Uint8Array =>
  makeFrame(agent, headerOf(from, to, { agent: agent.key.agent, link }), bodyOf(range(from, to).map((seq) => eventJson(seq, { link }))));

export const kinesisEvent = (frames: readonly Uint8Array[]): KinesisStreamEvent => ({
  Records: frames.map((frame, i) => ({
    kinesis: {
      kinesisSchemaVersion: '1.0',
      partitionKey: 'harbour',
      sequenceNumber: `4954514630754418229368668187${String(i).padStart(4, '0')}`,
      data: Buffer.from(frame).toString('base64'),
      approximateArrivalTimestamp: at / 1_000,
    },
    eventSource: 'aws:kinesis',
    eventVersion: '1.0',
    eventID: `shardId-000000000006:${i}`,
    eventName: 'aws:kinesis:record',
    invokeIdentityArn: 'arn:aws:iam::123456789012:role/lambda-role',
    awsRegion: 'eu-west-2',
    eventSourceARN: 'arn:aws:kinesis:eu-west-2:123456789012:stream/events',
  })),
});
