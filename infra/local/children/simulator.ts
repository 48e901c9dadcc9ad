import { isJson } from '../aws-wire/json.ts';
import type { LogFile } from '../log-file.ts';
import { type Child, keepRunning } from './keep-running.ts';

export interface SimulatorParams {
  readonly name: string;
  readonly root: string;
  readonly profile: string;
  readonly rate: number;
  readonly speed: number;
  readonly log: LogFile;
  readonly say: (message: string) => void;
}

const portOf = (line: string): number | null => {
  if (!line.startsWith('{')) return null;
  const message: unknown = JSON.parse(line);
  return isJson(message) && message.ready === true && typeof message.port === 'number' ? message.port : null;
};

/** Starts a demo phone system. It keeps the port of its first start, so that the agent finds it again. */
export const startSimulator = (params: SimulatorParams): { readonly child: Child; readonly port: Promise<number> } => {
  let known = 0;
  let found: (port: number) => void = () => undefined;
  const port = new Promise<number>((resolve) => {
    found = resolve;
  });
  const child = keepRunning({
    name: params.name,
    root: params.root,
    entry: 'test/pbx-simulator/main.ts',
    args: () => ['--profile', params.profile, '--rate', String(params.rate), '--speed', String(params.speed), '--port', String(known)],
    env: async () => ({}),
    log: params.log,
    say: params.say,
    onLine: (line) => {
      const ready = portOf(line);
      if (ready === null) return;
      known = ready;
      found(ready);
    },
  });
  return { child, port };
};
