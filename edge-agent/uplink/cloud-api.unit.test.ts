import { describe, expect, test } from 'vitest';
import { CloudError, createAgentApi, createCloudApi } from './cloud-api.ts';

const api = (answer: () => Promise<Response>, requests: Request[] = []) =>
  createAgentApi({
    api: 'https://api.example.com',
    agent: 'a1',
    sign: (bytes) => Buffer.from(`signed:${Buffer.from(bytes).toString('utf8')}`),
    now: () => 1_772_442_000_000.4,
    fetch: (input, init) => {
      requests.push(new Request(input, init));
      return answer();
    },
  });
const json =
  (value: unknown, status = 200) =>
  () =>
    Promise.resolve(new Response(JSON.stringify(value), { status }));
const failure = async (work: Promise<unknown>): Promise<unknown> => {
  const error = await work.catch((e: unknown) => e);
  return error instanceof CloudError ? [error.code, error.status, error.message] : error;
};

describe('cloud API of the agent', () => {
  test('signs method, path, time and body', async () => {
    const requests: Request[] = [];
    const credentials = {
      accessKeyId: 'AK',
      secretAccessKey: 'SK',
      sessionToken: 'ST',
      expiresAt: '2026-03-02T10:00:00.000Z',
      region: 'eu-west-2',
      stream: 'events',
      endpoint: null,
    };
    expect(await api(json(credentials), requests).credentials()).toEqual({ ...credentials, expiresAt: 1_772_445_600_000 });
    const [request] = requests;
    expect(request?.url).toBe('https://api.example.com/v1/agent/credentials');
    expect(request?.headers.get('Trunkline-Agent')).toBe('a1');
    expect(request?.headers.get('Trunkline-Timestamp')).toBe('1772442000000');
    // The SHA-256 is that of `{}`.
    expect(Buffer.from(request?.headers.get('Trunkline-Signature') ?? '', 'base64').toString()).toBe(
      'signed:trunkline-request-v1\nPOST\n/v1/agent/credentials\n1772442000000\n44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a',
    );
  });

  test('reads the clock', async () => {
    expect(await api(json({ now: '2026-03-02T09:00:00.123Z' })).time()).toBe(1_772_442_000_123);
  });

  test.each([
    ['wss://commands.example/agent-ws', 'wss://commands.example/agent-ws'],
    ['ws://127.0.0.1:8400/agent-ws', 'ws://127.0.0.1:8400/agent-ws'],
    ['ws://commands.example/agent-ws', undefined],
    ['https://commands.example/agent-ws', undefined],
    ['nowhere', undefined],
    [7, undefined],
    [undefined, undefined],
  ])(
    'takes the address of a command socket that is encrypted or on this machine, and the heartbeat in any case: %s',
    async (said, taken) => {
      const answer = { now: '2026-03-02T09:00:00.000Z', intervalSeconds: 10, ...(said === undefined ? {} : { commandSocket: said }) };
      const body = {
        sentAt: '2026-03-02T09:00:00.000Z',
        version: '0.1.0',
        links: [],
        spool: { depth: 0, bytes: 0, limitBytes: 1, oldestAt: null, lastSeq: 0 },
        counters: {},
        clockOffsetMs: null,
      };
      expect(await api(json(answer)).heartbeat(body)).toMatchObject({
        intervalSeconds: 10,
        ...(taken === undefined ? {} : { commandSocket: taken }),
      });
    },
  );

  test('tells refused from failed from unreachable, with what the cloud said', async () => {
    expect(await failure(api(json({ title: 'No', detail: 'The code is wrong.' }, 401)).time())).toEqual([
      'cloud.refused',
      401,
      'GET /v1/agent/time: 401 The code is wrong.',
    ]);
    expect(await failure(api(json({}, 429)).time())).toEqual(['cloud.failed', 429, 'GET /v1/agent/time: 429 {}']);
    expect(await failure(api(() => Promise.resolve(new Response('<html>', { status: 502 }))).time())).toEqual([
      'cloud.failed',
      502,
      'GET /v1/agent/time: 502 <html>',
    ]);
    expect(await failure(api(json({ now: 'noon' })).time())).toEqual([
      'cloud.failed',
      200,
      'GET /v1/agent/time: the answer is not what the API promises',
    ]);
    expect(await failure(api(() => Promise.resolve(new Response('<html>'))).time())).toMatchObject({ 0: 'cloud.failed', 1: 200 });
    const refused = Object.assign(new TypeError('fetch failed'), { cause: new Error('connect ECONNREFUSED 127.0.0.1:9') });
    expect(await failure(api(() => Promise.reject(refused)).time())).toEqual([
      'cloud.unreachable',
      null,
      'GET /v1/agent/time: no answer from https://api.example.com (connect ECONNREFUSED 127.0.0.1:9)',
    ]);
  });

  test('gives up when nothing comes, the body included, and when the agent stops', async () => {
    const stuck = (signal: AbortSignal): Promise<Response> =>
      Promise.resolve(new Response(new ReadableStream({ start: (c) => signal.addEventListener('abort', () => c.error(signal.reason)) })));
    const stop = new AbortController();
    const slow = (timeoutMs: number) =>
      createCloudApi({
        api: 'https://api.example.com',
        fetch: (_, init) => stuck(init?.signal ?? stop.signal),
        timeoutMs,
        signal: stop.signal,
      });
    expect(await failure(slow(1).time())).toEqual([
      'cloud.unreachable',
      null,
      'GET /v1/agent/time: no answer from https://api.example.com (nothing within 1 ms)',
    ]);
    const waiting = failure(slow(60_000).time());
    stop.abort();
    expect(await waiting).toMatchObject(['cloud.unreachable', null, expect.stringContaining('the agent stops')]);
  });
});
