import type { Ask } from './ask.ts';
import { outcome, outcomeText } from './outcomes.ts';
import type { SessionProblem } from './session-config.ts';

/** Monitor types of `_MS`. Agents need none: their events come with the monitor of their phone, an agent monitor would only double them. */
export const monitorType = { device: '1', allStations: '3', allTrunks: '4', allApplications: '9', system: '11' } as const;

/** Everything is asked for: the PBX takes away what it lacks. */
const callFilters = ['A:FFFF', 'C:FFFF', 'F:FFFF'];
const systemFilters = ['S:FFFF'];

export interface MonitorStarter {
  readonly ask: Ask;
  problem(problem: SessionProblem): void;
}

/** Outcome of `_MS`; a failure is also reported as a problem. */
export const startMonitor = async (
  starter: MonitorStarter,
  device: string,
  type: (typeof monitorType)[keyof typeof monitorType],
): Promise<number | null> => {
  const answer = await starter.ask('_MS', [device, type, ...(type === monitorType.system ? systemFilters : callFilters)]);
  if (answer.outcome !== outcome.ok)
    starter.problem({
      code: 'oai.monitor',
      message: `monitor of type ${type}${device === '' ? '' : ` on ${device}`} was refused: ${outcomeText(answer.outcome)}`,
    });
  return answer.outcome;
};

/** One device monitor each, until the PBX has no more to give. */
export const startDeviceMonitors = async (starter: MonitorStarter, devices: readonly string[]): Promise<void> => {
  for (const [i, device] of devices.entries()) {
    const result = await startMonitor(starter, device, monitorType.device);
    if (result !== outcome.monitorLimit) continue;
    const left = devices.slice(i + 1);
    if (left.length > 0) starter.problem({ code: 'oai.monitorLimit', message: `not monitored, the limit is reached: ${left.join(' ')}` });
    return;
  }
};
