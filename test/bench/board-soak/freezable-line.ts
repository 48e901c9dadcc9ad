import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** The network between a browser and the cloud: whole, cut (connections break), or frozen (nothing comes through and nothing says so). */
export interface FreezableLine {
  readonly port: number;
  readonly set: (state: 'whole' | 'cut' | 'frozen') => void;
  readonly close: () => void;
}

export const openFreezableLine = async (target: number): Promise<FreezableLine> => {
  const sockets = new Set<Socket>();
  let state: 'whole' | 'cut' | 'frozen' = 'whole';
  const keep = (socket: Socket, other: Socket): void => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('data', (chunk) => {
      if (!other.destroyed) other.write(chunk);
    });
    socket.once('close', () => {
      sockets.delete(socket);
      other.destroy();
    });
    if (state === 'frozen') socket.pause();
  };
  const server = createServer((near) => {
    if (state === 'cut') {
      near.destroy();
      return;
    }
    const far = connect(target, '127.0.0.1');
    keep(near, far);
    keep(far, near);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    set: (next) => {
      state = next;
      for (const socket of sockets) {
        if (next === 'cut') socket.destroy();
        else if (next === 'frozen') socket.pause();
        else socket.resume();
      }
    },
    close: () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
};
