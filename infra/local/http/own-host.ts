import type { IncomingMessage } from 'node:http';

const names = new Set(['127.0.0.1', 'localhost', '[::1]']);

/**
 * Whether a request names this machine. A stranger's page whose name was pointed at 127.0.0.1 (DNS rebinding) would otherwise share an
 * origin with us in the visitor's browser.
 */
export const namesThisMachine = (req: IncomingMessage): boolean =>
  names.has((req.headers.host ?? '').replace(/:\d{1,5}$/, '').toLowerCase());
