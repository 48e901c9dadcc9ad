import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { isJson } from './aws-wire/json.ts';
import { closeServer, listen, PortTakenError } from './aws-wire/listen.ts';

/**
 * The port the AWS emulators had last time, if it is free, so that clients with kept endpoints find them again; else 0 (any).
 */
export const lastAwsPort = async (path: string): Promise<number> => {
  if (!existsSync(path)) return 0;
  const kept: unknown = JSON.parse(readFileSync(path, 'utf8'));
  const port = isJson(kept) && typeof kept.aws === 'number' ? kept.aws : 0;
  if (port === 0) return 0;
  const probe = createServer();
  try {
    await listen(probe, port);
    await closeServer(probe);
    return port;
  } catch (error) {
    if (error instanceof PortTakenError) return 0;
    throw error;
  }
};
