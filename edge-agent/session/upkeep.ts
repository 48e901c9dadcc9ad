import type { OaiEventLine } from '../protocol/oai/line.ts';
import { listNumbers } from '../protocol/oai/lists.ts';
import { OaiCommandError } from './command-error.ts';
import { outcome, outcomeText } from './outcomes.ts';
import { readLists, readMembers, readMissingTypes } from './read-lists.ts';
import type { SessionPorts, SessionTimings } from './session-config.ts';
import { monitorType, startDeviceMonitors, startMonitor } from './start-monitors.ts';
import { resyncAll, runStartUp, type StartUp } from './start-up.ts';

/** Lists that a database change of an area makes stale; areas that no list of ours shows have none. */
const listsOfArea: Readonly<Record<string, readonly number[]>> = {
  0: [listNumbers.stations],
  1: [listNumbers.huntGroups],
  3: [listNumbers.trunks],
  4: [listNumbers.applications],
  13: [listNumbers.dndMessages],
  16: [listNumbers.agents],
  19: [listNumbers.nodes],
};
const renumberedLists = [listNumbers.stations, listNumbers.trunks, listNumbers.huntGroups, listNumbers.applications, listNumbers.agents];
const monitoredTypes = new Set(['extension', 'trunk', 'huntGroup', 'application']);

export interface Upkeep {
  startUp(): void;
  /** DC or EC. */
  changed(line: OaiEventLine): void;
  /** ME; `device` is what the cross-reference stood for: a device or `node:`. */
  monitorEnded(device: string): void;
  nodeUp(node: string): void;
  /** A global resync, as soon as the PBX takes one. */
  resync(): void;
  stop(): void;
}

export interface UpkeepHandlers {
  started(): void;
  /** The PBX does not answer although the connection stands. */
  dead(reason: string): void;
}

/** Keeps monitors, lists and states in step with the PBX between two resets of it. Everything runs one after the other. */
export const createUpkeep = (
  deps: StartUp,
  timers: SessionPorts['timers'],
  timings: Pick<SessionTimings, 'reload' | 'resyncApart'>,
  handlers: UpkeepHandlers,
): Upkeep => {
  let stopped = false;
  let jobs: Promise<void> = Promise.resolve();
  let cancelReload: (() => void) | null = null;
  let cancelResync: () => void = () => undefined;
  const staleLists = new Set<number>();
  const staleGroups = new Set<string>();
  const ended = new Set<string>();

  const run = (job: () => Promise<void>): void => {
    jobs = jobs.then(async () => {
      if (stopped) return;
      try {
        await job();
      } catch (error) {
        if (!(error instanceof OaiCommandError)) throw error;
        if (error.code === 'oai.commandTimeout' && !stopped) handlers.dead(error.message);
      }
    });
  };

  const resync = async (): Promise<void> => {
    if ((await resyncAll(deps)) === 'refused') resyncLater();
  };
  const resyncLater = (): void => {
    cancelResync();
    cancelResync = timers.set(timings.resyncApart, () => run(resync));
  };

  const taken = <T>(set: Set<T>): T[] => {
    const items = [...set];
    set.clear();
    return items;
  };

  const numbers = (): string[] =>
    deps.directory
      .devices()
      .filter((device) => monitoredTypes.has(device.type) && (device.type !== 'application' || deps.applications))
      .map((device) => device.number);

  const reload = async (): Promise<void> => {
    const before = new Set(numbers());
    const lists = taken(staleLists);
    await readLists(deps, lists);
    const added = numbers().filter((number) => !before.has(number));
    const groups = new Set([
      ...taken(staleGroups),
      ...added.filter((n) => deps.directory.devices().some((d) => d.number === n && d.type === 'huntGroup')),
    ]);
    await readMembers(
      deps,
      [...groups].filter((group) => deps.directory.has(group)),
    );
    const monitored = new Set(deps.translator.monitors.values());
    const lost = taken(ended);
    for (const device of lost) if (device.endsWith(':')) await startMonitor(deps, device, monitorType.system);
    const again = lost.filter((device) => !device.endsWith(':') && deps.directory.has(device));
    await startDeviceMonitors(
      deps,
      [...new Set([...again, ...added])].filter((device) => !monitored.has(device)),
    );
    await readMissingTypes(deps, added);
  };

  const reloadSoon = (): void => {
    cancelReload ??= timers.set(timings.reload, () => {
      cancelReload = null;
      run(reload);
    });
  };

  return {
    startUp: () =>
      run(async () => {
        const result = await runStartUp(deps);
        if (stopped) return;
        if (result === 'refused') resyncLater();
        handlers.started();
      }),
    changed(line) {
      const area = line.f[5] ?? '';
      for (const list of line.code === 'EC' ? renumberedLists : (listsOfArea[area] ?? [])) staleLists.add(list);
      if (line.code === 'DC' && area === '1' && (line.f[6] ?? '') !== '') staleGroups.add(line.f[6] ?? '');
      if (staleLists.size > 0) reloadSoon();
    },
    monitorEnded(device) {
      ended.add(device);
      reloadSoon();
    },
    resync: () => run(resync),
    nodeUp: (node) =>
      run(async () => {
        const answer = await deps.ask('_RR', [`${node}:`]);
        if (answer.outcome !== outcome.ok)
          deps.problem({ code: 'oai.resync', message: `resync of node ${node} was refused: ${outcomeText(answer.outcome)}` });
      }),
    stop() {
      stopped = true;
      cancelReload?.();
      cancelResync();
    },
  };
};
