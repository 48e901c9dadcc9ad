import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { type Agent, createAgent } from '../../../edge-agent/agent.ts';
import { systemClock } from '../../../edge-agent/clock.ts';
import { silentLog } from '../../../edge-agent/log.ts';
import { connectTcp } from '../../../edge-agent/session/connect-tcp.ts';
import { createLoadDriver, createPbxSimulator, type LoadDriver, type PbxSimulator } from '../../pbx-simulator/index.ts';
import { benchProfile } from './bench-profile.ts';
import { type LoadCommand, type LoadReport, siteName, usage } from './messages.ts';

/** `load-process.ts DIR API SITE=CODE…`: a simulated PBX on TCP and an edge agent for every site. */
const [dir = '', api = '', ...pairs] = process.argv.slice(2);
const codes = new Map(pairs.map((pair) => pair.split('=') as [string, string]));

interface Site {
  readonly pbx: PbxSimulator;
  readonly agent: Agent;
  driver: LoadDriver | null;
}
const timers = {
  set: (ms: number, run: () => void) => {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};
const startSite = async (name: string): Promise<Site> => {
  const pbx = createPbxSimulator({ profile: benchProfile, seed: name, commandTimerMs: 0 });
  await pbx.start();
  const agent = createAgent({
    config: {
      api,
      dataDirectory: join(dir, `${name}-${randomUUID()}`),
      enrolmentCode: codes.get(name) ?? null,
      name,
      oai: { host: '127.0.0.1', port: pbx.port, password: '', name: 'Trunkline' },
      spoolLimitBytes: 1_073_741_824,
      kinesisEndpoint: null,
    },
    version: '0.1.0',
    log: silentLog,
    clock: systemClock,
    random: Math.random,
    fetch,
    connect: connectTcp,
    timers,
  });
  await agent.start();
  return { pbx, agent, driver: null };
};

const sites: Site[] = [];
for (let i = 0; i < codes.size; i += 1) sites.push(await startSite(siteName(i)));

/** Lines of drivers that have been replaced. */
let earlierLines = 0;
const setLoad = (loaded: number, linesPerSecond: number): void => {
  for (const [i, site] of sites.entries()) {
    site.driver?.stop();
    earlierLines += site.driver?.stats.lines ?? 0;
    site.driver = null;
    for (const trunk of site.pbx.pbx.directory.trunks) if (trunk.calls.size > 0) site.pbx.pbx.hangUp(trunk);
    if (i >= loaded || linesPerSecond === 0) continue;
    site.driver = createLoadDriver(site.pbx.pbx, { eventsPerSecond: linesPerSecond / loaded, tickMs: 5 });
    site.driver.start();
  }
};

const report = (): LoadReport => {
  const agents = sites.flatMap(({ agent }) => agent.status() ?? []);
  return {
    ...usage(),
    lines: earlierLines + sites.reduce((sum, { driver }) => sum + (driver?.stats.lines ?? 0), 0),
    events: agents.reduce((sum, { spool }) => sum + spool.lastSeq, 0),
    sent: agents.reduce((sum, { spool }) => sum + spool.acknowledgedSeq, 0),
    depth: Math.max(...agents.map(({ spool }) => spool.lastSeq - spool.acknowledgedSeq)),
    refused: agents.reduce((sum, { spool }) => sum + spool.refusedEvents, 0),
    batches: agents.reduce((sum, { uplink }) => sum + uplink.batchesSent, 0),
    up: agents.filter(({ session }) => session.state === 'up').length,
  };
};

process.on('message', (command: LoadCommand) => {
  if (command.do === 'load') setLoad(command.sites, command.linesPerSecond);
  if (command.do === 'end') process.exit(0);
  process.send?.(report());
});
process.on('disconnect', () => process.exit(1));
process.send?.('ready');
