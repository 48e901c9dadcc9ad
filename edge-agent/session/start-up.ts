import { listNumbers } from '../protocol/oai/lists.ts';
import type { OaiTranslator } from '../protocol/oai/translator.ts';
import { outcome, outcomeText } from './outcomes.ts';
import { type ListReader, readLists, readMembers, readMissingTypes } from './read-lists.ts';
import { monitorType, startDeviceMonitors, startMonitor } from './start-monitors.ts';

export interface StartUp extends ListReader {
  readonly translator: Pick<OaiTranslator, 'directory' | 'monitors'>;
  readonly applications: boolean;
  /** The directory is complete. */
  listed(): void;
}

/** Refused = the PBX wants more time since the last one. */
export const resyncAll = async (startUp: Pick<StartUp, 'ask' | 'problem'>): Promise<'done' | 'refused'> => {
  const answer = await startUp.ask('_RR', ['']);
  if (answer.outcome === outcome.ok) return 'done';
  startUp.problem({ code: 'oai.resync', message: `global resync was refused: ${outcomeText(answer.outcome)}` });
  return 'refused';
};

/**
 * What follows `RS` with code 0, on a single PBX and through a gateway: monitors first, so that nothing is missed while the lists are
 * read, then the lists, hunt groups, and a resync that tells the calls and states of now.
 * @throws OaiCommandError when the link is lost, does not answer, or the PBX resets again.
 */
export const runStartUp = async (startUp: StartUp): Promise<'done' | 'refused'> => {
  // A single PBX does not know this gateway command.
  await startUp.ask('_NA', ['1']);
  await startMonitor(startUp, '', monitorType.allStations);
  await startMonitor(startUp, '', monitorType.allTrunks);
  if (startUp.applications) await startMonitor(startUp, '', monitorType.allApplications);
  await startMonitor(startUp, '', monitorType.system);

  const { nodes, stations, trunks, huntGroups, agents, applications, dndMessages } = listNumbers;
  await readLists(startUp, [nodes, stations, trunks, huntGroups, agents, applications, dndMessages]);
  const groups = startUp.directory
    .devices()
    .filter((device) => device.type === 'huntGroup')
    .map((device) => device.number);
  const monitored = new Set(startUp.translator.monitors.values());
  await startDeviceMonitors(
    startUp,
    groups.filter((group) => !monitored.has(group)),
  );
  await readMembers(startUp, groups);
  await readMissingTypes(startUp, startUp.translator.monitors.values());
  startUp.listed();
  return resyncAll(startUp);
};
