import { join } from 'node:path';
import { isJson } from '../aws-wire/json.ts';
import { startAgent } from '../children/agent.ts';
import type { Child } from '../children/keep-running.ts';
import { startSimulator } from '../children/simulator.ts';
import { openLogFile } from '../log-file.ts';
import type { StartOptions } from '../start-options.ts';
import { type DemoSite, demoResellers } from './demo-data.ts';

export interface DemoSitesParams {
  readonly options: StartOptions;
  readonly root: string;
  readonly dataDir: string;
  readonly api: string;
  /** Of somebody who may make enrolment codes. */
  readonly token: string;
  readonly log: (message: string, error?: unknown) => void;
  /** What is started is put here, so that it can be stopped. */
  readonly children: Child[];
}

const enrolmentCode = async (api: string, token: string, site: string): Promise<string> => {
  const answer = await fetch(`${api}/v1/sites/${site}/enrolment-codes`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: '{}',
  });
  const body: unknown = await answer.json();
  if (!answer.ok || !isJson(body) || typeof body.code !== 'string')
    throw new Error(`no enrolment code for ${site}: ${answer.status} ${JSON.stringify(body)}`);
  return body.code;
};

/** Starts phone system and agent of the demo site; null when there is nothing to start. `startOthers` does the same for the other sites. */
export const startDemoSites = (params: DemoSitesParams): { readonly site: string; readonly startOthers: () => void } | null => {
  const { options, root, dataDir, api, token, log, children } = params;
  const logOf = (name: string) => openLogFile(join(dataDir, 'logs', `${name}.log`));
  const say = (message: string): void => log(message);

  const agent = (site: string, oai: { readonly host: string; readonly port: number }): void => {
    const name = `agent-${site}`;
    const dir = join(dataDir, 'agents', site);
    children.push(startAgent({ name, root, dir, api, oai, log: logOf(name), say, enrolmentCode: () => enrolmentCode(api, token, site) }));
  };
  const simulated = ({ site, profile }: DemoSite, rate: number): void => {
    if (profile === null) return;
    const name = `simulator-${site}`;
    const simulator = startSimulator({ name, root, profile, rate, speed: options.speed, log: logOf(name), say });
    children.push(simulator.child);
    simulator.port.then(
      (port) => agent(site, { host: '127.0.0.1', port }),
      (error: unknown) => log(`${name} has no port`, error),
    );
  };

  const [demo, ...others] = demoResellers.flatMap((r) => r.customers).flatMap((c) => c.sites);
  if (demo === undefined) return null;
  if (options.oai !== null) {
    agent(demo.site, options.oai);
    return { site: demo.site, startOthers: () => undefined };
  }
  if (!options.simulator) return null;
  simulated(demo, options.rate);
  return {
    site: demo.site,
    startOthers: () => {
      for (const site of others) simulated(site, Math.ceil(options.rate / 3));
    },
  };
};
