import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createKinesisSender, recordParams } from './kinesis-sender.ts';

interface Put {
  readonly key: string;
  readonly body: unknown;
}

let server: Server;
let endpoint = '';
let puts: Put[] = [];
let answers: (readonly [number, unknown])[] = [];
beforeEach(async () => {
  puts = [];
  answers = [];
  server = createServer((req, res) => {
    const chunks: Buffer[] = [];
    req.on('data', (chunk: Buffer) => chunks.push(chunk));
    req.on('end', () => {
      const key = /Credential=([^/]+)/.exec(req.headers.authorization ?? '')?.[1] ?? '';
      puts.push({ key, body: JSON.parse(Buffer.concat(chunks).toString()) });
      const [status, body] = answers.shift() ?? [200, { ShardId: 's', SequenceNumber: '1' }];
      if (status === 0) return; // Never answered.
      res.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const hour = 3_600_000;
const setUp = (credentials?: () => Promise<never>) => {
  const time = { now: 0 };
  let issued = 0;
  const sender = createKinesisSender({
    site: 'harbour',
    endpoint,
    cloudNow: () => time.now,
    wallNow: () => time.now,
    requestTimeoutMs: 50,
    credentials:
      credentials ??
      (() => {
        issued += 1;
        const expiresAt = time.now + hour;
        return Promise.resolve({
          accessKeyId: `AK${issued}`,
          secretAccessKey: 'SK',
          sessionToken: 'ST',
          expiresAt,
          region: 'eu-west-2',
          stream: 'events',
          endpoint: null,
        });
      }),
  });
  return { sender, time };
};
const frame = new Uint8Array([1, 2, 3]);

describe('Kinesis sender', () => {
  test('puts the frame under the site as partition key', async () => {
    expect(recordParams('events', 'harbour', frame)).toEqual({ StreamName: 'events', PartitionKey: 'harbour', Data: frame });
    const { sender } = setUp();
    await sender.put(frame);
    expect(puts).toEqual([{ key: 'AK1', body: { StreamName: 'events', PartitionKey: 'harbour', Data: 'AQID' } }]);
    sender.close();
  });

  test('keeps its credentials until five minutes before their end', async () => {
    const { sender, time } = setUp();
    await sender.put(frame);
    time.now = hour - 300_001;
    await sender.put(frame);
    time.now = hour - 300_000;
    await sender.put(frame);
    expect(puts.map(({ key }) => key)).toEqual(['AK1', 'AK1', 'AK2']);
    sender.close();
  });

  test('asks for new ones when they are refused, not when the stream is busy', async () => {
    const { sender } = setUp();
    answers = [
      [400, { __type: 'ProvisionedThroughputExceededException' }],
      [400, { __type: 'ExpiredTokenException' }],
    ];
    await expect(sender.put(frame)).rejects.toMatchObject({ name: 'ProvisionedThroughputExceededException' });
    await expect(sender.put(frame)).rejects.toMatchObject({ name: 'ExpiredTokenException' });
    await sender.put(frame);
    expect(puts.map(({ key }) => key)).toEqual(['AK1', 'AK1', 'AK2']);
    sender.close();
  });

  test('gives up on a stream that does not answer', async () => {
    const { sender } = setUp();
    answers = [[0, null]];
    await expect(sender.put(frame)).rejects.toMatchObject({ name: 'TimeoutError' });
    await sender.put(frame);
    sender.close();
  });

  test('without credentials there is no attempt', async () => {
    const { sender } = setUp(() => Promise.reject(new Error('401')));
    await expect(sender.put(frame)).rejects.toThrow('401');
    expect(puts).toEqual([]);
    sender.close();
  });
});
