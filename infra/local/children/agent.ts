import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { LogFile } from '../log-file.ts';
import { type Child, keepRunning } from './keep-running.ts';

export interface AgentParams {
  readonly name: string;
  readonly root: string;
  /** The agent's own directory. */
  readonly dir: string;
  readonly api: string;
  readonly oai: { readonly host: string; readonly port: number };
  /** Asked for only while the agent has no identity yet. */
  readonly enrolmentCode: () => Promise<string>;
  readonly log: LogFile;
  readonly say: (message: string) => void;
}

/** Starts an edge agent; on its first start it enrols with a new one-time code. */
export const startAgent = (params: AgentParams): Child =>
  keepRunning({
    name: params.name,
    root: params.root,
    entry: 'edge-agent/main.ts',
    args: () => [],
    env: async () => {
      await mkdir(params.dir, { recursive: true, mode: 0o700 });
      const enrolled = existsSync(join(params.dir, 'identity.json'));
      return {
        TRUNKLINE_API: params.api,
        TRUNKLINE_DATA_DIR: params.dir,
        TRUNKLINE_AGENT_NAME: params.name,
        TRUNKLINE_OAI_HOST: params.oai.host,
        TRUNKLINE_OAI_PORT: String(params.oai.port),
        TRUNKLINE_OAI_PASSWORD: process.env.TRUNKLINE_OAI_PASSWORD ?? '',
        ...(enrolled ? {} : { TRUNKLINE_ENROLMENT_CODE: await params.enrolmentCode() }),
      };
    },
    log: params.log,
    say: params.say,
  });
