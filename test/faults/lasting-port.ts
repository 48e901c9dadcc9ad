import { once } from 'node:events';
import { createServer } from 'node:net';

/**
 * A port that is free now and that the system gives to nobody by itself, so that it is still free when a process that was killed starts
 * again: below those that connections and port 0 get.
 */
export const findLastingPort = async (): Promise<number> => {
  for (;;) {
    const port = 12_000 + Math.floor(Math.random() * 18_000);
    const server = createServer().listen(port, '127.0.0.1');
    const isFree = await once(server, 'listening').then(
      () => true,
      () => false,
    );
    if (!isFree) continue;
    server.close();
    await once(server, 'close');
    return port;
  }
};
