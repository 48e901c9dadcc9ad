import { join } from 'node:path';
import { expect } from 'vitest';
import { type AgentProcess, createAgentProcess } from './agent-process.ts';
import { type Cut, createCut } from './cut.ts';
import { type PbxDay, type ScriptedCall, startPbxDay } from './pbx-day.ts';

export interface Run {
  readonly pbx: PbxDay;
  readonly agent: AgentProcess;
  /** The agent's way to the stream. */
  readonly cloud: Cut;
}
export interface Cloud {
  readonly api: string;
  readonly awsEndpoint: string;
  readonly code: (site: string) => Promise<string>;
}

/**
 * One PBX day of a site through an agent of its own; `disturb` is called when the link is up and traffic has not begun. Resolves when all
 * that the agent has is on the stream.
 */
export const runDay = async (
  day: { readonly seed: number; readonly calls: number; readonly site: string; readonly root: string; readonly cloud: Cloud },
  disturb: (run: Run) => Promise<void>,
): Promise<readonly ScriptedCall[]> => {
  const pbx = await startPbxDay(day.seed, day.calls);
  const cloud = await createCut(day.cloud.awsEndpoint);
  const dataDir = join(day.root, day.site);
  const { api } = day.cloud;
  const agent = createAgentProcess({ dataDir, api, kinesis: cloud.url, oaiPort: pbx.port, code: await day.cloud.code(day.site) });
  try {
    await agent.start(pbx.timeOf(pbx.now()));
    await disturb({ pbx, agent, cloud });
    await pbx.finish(agent);
    await pbx.settle(agent);
    cloud.mend();
    let unsent = await agent.stop();
    for (let attempt = 0; unsent !== 0 && attempt < 5; attempt += 1) {
      // What the drain of the stop did not manage, the next life sends.
      await agent.start(pbx.timeOf(pbx.now()));
      unsent = await agent.stop();
    }
    expect(unsent, agent.log()).toBe(0);
    return pbx.script;
  } finally {
    await agent.kill();
    cloud.close();
    await pbx.stop();
  }
};
