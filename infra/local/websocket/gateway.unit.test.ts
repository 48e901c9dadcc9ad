import { createServer, type Server } from 'node:http';
import {
  ApiGatewayManagementApiClient,
  DeleteConnectionCommand,
  GetConnectionCommand,
  PostToConnectionCommand,
} from '@aws-sdk/client-apigatewaymanagementapi';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { createCredentialBook } from '../aws-wire/credentials.ts';
import { isJson } from '../aws-wire/json.ts';
import { closeServer, listen } from '../aws-wire/listen.ts';
import { createSignatureVerifier } from '../aws-wire/sigv4.ts';
import { apiGatewayLimits, createGateway, type Gateway } from './gateway.ts';

const contextOf = (event: unknown): Record<string, unknown> => {
  const context = isJson(event) ? event.requestContext : undefined;
  return isJson(context) ? { ...context } : {};
};

describe('websocket gateway', () => {
  let front: Server;
  let back: Server;
  let gateway: Gateway;
  let url = '';
  let management: ApiGatewayManagementApiClient;
  let ahead = 0;
  let handling: Promise<void> = Promise.resolve();
  const events: { name: string; event: unknown }[] = [];
  let told: (() => void)[] = [];
  const note = (name: string, event: unknown): void => {
    events.push({ name, event });
    for (const tell of told) tell();
    told = [];
  };
  const until = async (done: () => boolean): Promise<void> => {
    while (!done()) await new Promise<void>((resolve) => told.push(resolve));
  };

  beforeAll(async () => {
    const credentials = { accessKeyId: 'AKIATEST', secretAccessKey: 'made-up', tokenKey: 'k' };
    const now = (): number => Date.now() + ahead;
    gateway = createGateway({
      path: '/ws',
      limits: { ...apiGatewayLimits, maxBufferedBytes: 1024 * 1024 },
      verify: createSignatureVerifier(createCredentialBook(credentials), now),
      now,
      log: () => undefined,
      invokes: {
        authorize: async (event) => {
          note('authorize', event);
          const offered = isJson(event) && isJson(event.headers) ? String(event.headers['Sec-WebSocket-Protocol']) : '';
          if (offered.includes('bearer.none')) throw new Error('Unauthorized');
          const Effect = offered.includes('bearer.good') ? 'Allow' : 'Deny';
          return {
            principalId: 'u1',
            policyDocument: { Version: '2012-10-17', Statement: [{ Effect, Action: 'execute-api:Invoke' }] },
            context: { tenant: 't1' },
          };
        },
        connect: async (event) => {
          note('connect', event);
          return { statusCode: 200, headers: { 'Sec-WebSocket-Protocol': 'trunkline.v1' } };
        },
        message: async (event) => {
          note('message', event);
          await handling;
        },
        disconnect: async (event) => note('disconnect', event),
      },
    });
    front = createServer();
    gateway.attach(front);
    url = `ws://127.0.0.1:${await listen(front, 0)}/ws`;
    back = createServer((req, res) => void gateway.management(req, res));
    management = new ApiGatewayManagementApiClient({
      endpoint: `http://127.0.0.1:${await listen(back, 0)}`,
      region: 'eu-west-2',
      credentials,
      maxAttempts: 1,
    });
  });
  afterAll(async () => {
    management.destroy();
    await gateway.close();
    await closeServer(front);
    await closeServer(back);
  });

  const open = async (token: string): Promise<{ socket: WebSocket; id: string; received: string[] }> => {
    const socket = new WebSocket(url, ['trunkline.v1', `bearer.${token}`]);
    const received: string[] = [];
    socket.on('message', (data) => {
      received.push(String(data));
      note('received', null);
    });
    await new Promise<void>((resolve, reject) => {
      socket.once('open', resolve);
      socket.once('error', reject);
    });
    const connect = events.findLast((e) => e.name === 'connect')?.event;
    return { socket, id: String(contextOf(connect).connectionId), received };
  };
  const closed = (socket: WebSocket): Promise<number> => new Promise((resolve) => socket.once('close', (code) => resolve(code)));

  it('asks the authorizer, hands its context on and echoes the chosen sub-protocol', async () => {
    const { socket, id } = await open('good');
    expect(socket.protocol).toBe('trunkline.v1');
    const connect = contextOf(events.findLast((e) => e.name === 'connect')?.event);
    expect(connect).toMatchObject({ routeKey: '$connect', eventType: 'CONNECT', authorizer: { tenant: 't1', principalId: 'u1' } });
    socket.send('{"ping":1}');
    await until(() => events.some((e) => e.name === 'message'));
    const message = events.findLast((e) => e.name === 'message')?.event;
    expect(isJson(message) && message.body).toBe('{"ping":1}');
    expect(contextOf(message)).toMatchObject({
      routeKey: '$default',
      eventType: 'MESSAGE',
      connectionId: id,
      authorizer: { tenant: 't1' },
    });
    socket.close(1000, 'done');
    await until(() => events.some((e) => e.name === 'disconnect'));
    expect(contextOf(events.findLast((e) => e.name === 'disconnect')?.event)).toMatchObject({
      routeKey: '$disconnect',
      eventType: 'DISCONNECT',
      connectionId: id,
      disconnectStatusCode: 1000,
      disconnectReason: 'done',
    });
  });

  it('refuses without a protocol and with "Unauthorized" as 401, with a Deny as 403', async () => {
    await expect(open('none')).rejects.toThrow('401');
    await expect(open('bad')).rejects.toThrow('403');
    const bare = new WebSocket(url);
    await expect(new Promise((_, reject) => bare.once('error', reject))).rejects.toThrow('401');
    const elsewhere = new WebSocket(url.replace('/ws', '/other'), ['trunkline.v1', 'bearer.good']);
    await expect(new Promise((_, reject) => elsewhere.once('error', reject))).rejects.toThrow('404');
  });

  it('refuses a name that is not this machine', async () => {
    const socket = new WebSocket(url, ['trunkline.v1', 'bearer.good'], { headers: { host: 'rebound.example' } });
    await expect(new Promise((_, reject) => socket.once('error', reject))).rejects.toThrow('421');
  });

  it('reads no further from who sends faster than the handler works', async () => {
    let goOn: () => void = () => undefined;
    handling = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    const { socket } = await open('good');
    const text = 'x'.repeat(100 * 1024);
    for (let i = 0; i < 500; i++) socket.send(text);
    // As long as the system's own buffers take something.
    for (let last = Number.POSITIVE_INFINITY, still = 0; still < 200; still = socket.bufferedAmount === last ? still + 1 : 0) {
      last = socket.bufferedAmount;
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(socket.bufferedAmount).toBeGreaterThan(25 * 1024 * 1024);
    const before = events.filter((e) => e.name === 'message').length;
    goOn();
    await until(() => events.filter((e) => e.name === 'message').length >= before + 499);
    socket.terminate();
  });

  it('posts to a socket in order, describes it and closes it', async () => {
    const { socket, id, received } = await open('good');
    for (const n of ['1', '2', '3']) await management.send(new PostToConnectionCommand({ ConnectionId: id, Data: n }));
    await until(() => received.length === 3);
    expect(received).toEqual(['1', '2', '3']);
    const facts = await management.send(new GetConnectionCommand({ ConnectionId: id }));
    expect(facts.ConnectedAt).toBeInstanceOf(Date);
    const gone = closed(socket);
    await management.send(new DeleteConnectionCommand({ ConnectionId: id }));
    expect(await gone).toBe(1000);
    await expect(management.send(new PostToConnectionCommand({ ConnectionId: id, Data: 'x' }))).rejects.toMatchObject({
      name: 'GoneException',
    });
    await expect(management.send(new GetConnectionCommand({ ConnectionId: 'nobody=' }))).rejects.toMatchObject({ name: 'GoneException' });
  });

  it('refuses a post above 128 KB, and posts to a reader that does not read', async () => {
    const { socket, id } = await open('good');
    const post = (size: number) => management.send(new PostToConnectionCommand({ ConnectionId: id, Data: 'x'.repeat(size) }));
    await post(128 * 1024);
    await expect(post(128 * 1024 + 1)).rejects.toMatchObject({ name: 'PayloadTooLargeException' });
    socket.pause();
    const flood = async (): Promise<void> => {
      for (let i = 0; i < 400; i++) await post(120 * 1024);
    };
    await expect(flood()).rejects.toMatchObject({ name: 'LimitExceededException' });
    socket.terminate();
  });

  it('closes idle and old sockets', async () => {
    const idle = await open('good');
    const idleClosed = closed(idle.socket);
    ahead += 9 * 60_000;
    gateway.sweep();
    idle.socket.send('still here');
    const before = events.length;
    await until(() => events.slice(before).some((e) => e.name === 'message'));
    ahead += 9 * 60_000;
    gateway.sweep();
    expect(gateway.open()).toBe(1);
    ahead += 60_000;
    gateway.sweep();
    expect(await idleClosed).toBe(1001);
    const old = await open('good');
    const oldClosed = closed(old.socket);
    for (let minutes = 0; minutes < 119; minutes += 7) {
      ahead += 7 * 60_000;
      const seen = events.length;
      old.socket.send('x');
      await until(() => events.slice(seen).some((e) => e.name === 'message'));
      gateway.sweep();
    }
    ahead += 2 * 60_000;
    gateway.sweep();
    expect(await oldClosed).toBe(1001);
    ahead = 0;
  });
});
