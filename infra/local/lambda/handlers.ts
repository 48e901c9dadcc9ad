import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Handler } from './invoke.ts';

/** Every Lambda entry point the stack runs, by the name it has here, with its file below `functions/`. */
export const handlerFiles = {
  api: 'api/api.lambda.ts',
  ingest: 'call-engine/ingest.lambda.ts',
  historyProject: 'call-history/project.lambda.ts',
  lakeSeal: 'lake/seal.lambda.ts',
  liveProject: 'live/project.lambda.ts',
  announce: 'live/announce.lambda.ts',
  fetchDue: 'board-values/fetch-due.lambda.ts',
  jobs: 'jobs/work.lambda.ts',
  sweepSchedules: 'schedules/sweep.lambda.ts',
  mailBounced: 'mail/bounced.lambda.ts',
  importDirectory: 'tenants/import-directory.lambda.ts',
  wsAuthorize: 'live/ws-authorize.lambda.ts',
  wsConnect: 'live/ws-connect.lambda.ts',
  wsMessage: 'live/ws-message.lambda.ts',
  wsDisconnect: 'live/ws-disconnect.lambda.ts',
  agentWsAuthorize: 'call-control/agent-ws-authorize.lambda.ts',
  agentWsConnect: 'call-control/agent-ws-connect.lambda.ts',
  agentWsMessage: 'call-control/agent-ws-message.lambda.ts',
  agentWsDisconnect: 'call-control/agent-ws-disconnect.lambda.ts',
} as const;
export type HandlerName = keyof typeof handlerFiles;
export type Handlers = Partial<Record<HandlerName, Handler>>;

const functionsDir = join(dirname(fileURLToPath(import.meta.url)), '../../../functions');

/**
 * Loads the entry points that `given` does not bring. They read their environment when loaded, so it must be set before.
 * A file that is not there is reported and left out, so that parts of the stack can run alone.
 */
export const loadHandlers = async (given: Handlers, missing: (name: HandlerName, file: string) => void): Promise<Handlers> => {
  const loaded: Handlers = { ...given };
  for (const name of Object.keys(handlerFiles) as HandlerName[]) {
    if (loaded[name] !== undefined) continue;
    const file = join(functionsDir, handlerFiles[name]);
    if (!existsSync(file)) {
      missing(name, handlerFiles[name]);
      continue;
    }
    const module = (await import(pathToFileURL(file).href)) as { readonly handler?: unknown };
    if (typeof module.handler !== 'function') throw new Error(`functions/${handlerFiles[name]} exports no function "handler"`);
    loaded[name] = module.handler as Handler;
  }
  return loaded;
};
