import { createServer, type Server } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { connectTcp } from './connect-tcp.ts';

const servers: Server[] = [];
const listen = async (onBytes: (bytes: Buffer, answer: (text: string) => void, end: () => void) => void): Promise<number> => {
  const server = createServer((socket) => {
    socket.on('data', (bytes: Buffer) =>
      onBytes(
        bytes,
        (text) => socket.write(text),
        () => socket.end(),
      ),
    );
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
};

afterEach(async () => {
  for (const server of servers.splice(0)) await new Promise((resolve) => server.close(resolve));
});

describe('connectTcp', () => {
  it('opens, sends, receives and tells an orderly end', async () => {
    const port = await listen((bytes, answer, end) => {
      answer(`got ${bytes.toString()}`);
      end();
    });
    const log: string[] = [];
    await new Promise<void>((resolve) => {
      const tcp = connectTcp(
        { host: '127.0.0.1', port },
        {
          opened: () => tcp.send(Buffer.from('hello')),
          received: (bytes) => log.push(Buffer.from(bytes).toString()),
          closed: (error) => {
            log.push(`closed ${error}`);
            resolve();
          },
        },
      );
    });
    expect(log).toEqual(['got hello', 'closed null']);
  });

  it('tells why no connection came about', async () => {
    const port = await listen(() => undefined);
    for (const server of servers.splice(0)) await new Promise((resolve) => server.close(resolve));
    const error = await new Promise<string | null>((resolve) => {
      connectTcp({ host: '127.0.0.1', port }, { opened: () => undefined, received: () => undefined, closed: resolve });
    });
    expect(error).toContain('ECONNREFUSED');
  });

  it('closes at once', async () => {
    const port = await listen(() => undefined);
    const error = await new Promise<string | null>((resolve) => {
      const tcp = connectTcp({ host: '127.0.0.1', port }, { opened: () => tcp.close(), received: () => undefined, closed: resolve });
    });
    expect(error).toBeNull();
  });
});
