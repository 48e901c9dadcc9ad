import { connect, type Socket } from 'node:net';

/** A socket that knows only lengths and lines: what the tests see is what is on the wire. */
export interface RawClient {
  readonly lines: string[];
  readonly socket: Socket;
  sendBytes(bytes: Buffer): void;
  /** A command with its CR, framed. */
  command(text: string): void;
  /** Resolves when `count` lines have come, or the connection has closed. */
  waitFor(count: number): Promise<string[]>;
  closed: Promise<void>;
  close(): void;
}

export const frame = (payload: Buffer): Buffer => {
  const head = Buffer.alloc(4);
  head.writeUInt32LE(payload.length);
  return Buffer.concat([head, payload]);
};

export const oaiLogin = (password: string, name: string): Buffer => frame(Buffer.from(`\u0087${password}\0${name}\0`, 'latin1'));

export const connectRaw = async (port: number): Promise<RawClient> => {
  const socket = connect(port, '127.0.0.1');
  const lines: string[] = [];
  const waiting = new Set<() => void>();
  let pending: Buffer = Buffer.alloc(0);
  let isClosed = false;
  socket.on('data', (chunk: Buffer) => {
    pending = Buffer.concat([pending, chunk]);
    while (pending.length >= 4 && pending.length >= 4 + pending.readUInt32LE(0)) {
      const length = pending.readUInt32LE(0);
      lines.push(pending.subarray(4, 4 + length).toString('latin1'));
      pending = pending.subarray(4 + length);
    }
    for (const wake of waiting) wake();
  });
  const closed = new Promise<void>((resolve) => {
    socket.once('close', () => {
      isClosed = true;
      for (const wake of waiting) wake();
      resolve();
    });
  });
  socket.on('error', () => socket.destroy());
  await new Promise<void>((resolve) => socket.once('connect', () => resolve()));
  return {
    lines,
    socket,
    sendBytes: (bytes) => socket.write(bytes),
    command: (text) => socket.write(frame(Buffer.from(`${text}\r`, 'latin1'))),
    waitFor: (count) =>
      new Promise((resolve) => {
        const check = (): void => {
          if (lines.length < count && !isClosed) return;
          waiting.delete(check);
          resolve(lines);
        };
        waiting.add(check);
        check();
      }),
    closed,
    close: () => socket.destroy(),
  };
};
