import { type LiveDelta, type LiveKind, type LiveKinds, liveKinds } from '../../domain/live.ts';
import { fingerprintOf } from './fingerprint.ts';
import type { FoldContext } from './fold-context.ts';
import { isSame } from './is-same.ts';
import { allKeys, type LiveKeys, type LiveObjects, listedKeysOf, liveObjectsOf, noKeys } from './live-state.ts';
import { phoneKey, type SiteView } from './site-view.ts';
import type { CallState, EngineState } from './state.ts';

const prints = new WeakMap<EngineState['directory'], string>();
const directoryPrint = (directory: EngineState['directory']): string => {
  const known = prints.get(directory);
  if (known !== undefined) return known;
  const print = fingerprintOf(JSON.stringify(Object.values(directory).map((d) => [d.number, d.node, d.type, d.name])));
  prints.set(directory, print);
  return print;
};

const markCall = (view: SiteView, keys: LiveKeys, call: CallState | undefined): void => {
  if (call === undefined) return;
  for (const device in call.parties) {
    const key = phoneKey(view, device, call.node);
    keys.extensions.add(key);
    keys.trunks.add(key);
  }
  for (const { group } of call.segments) if (group !== null) keys.queues.add(phoneKey(view, group, call.node));
};

/** Everything a fold may have changed, on either side of it: its calls, their devices, the agents there, their groups. */
const touchedKeys = (fold: FoldContext, before: SiteView): LiveKeys => {
  const keys = noKeys();
  for (const view of [before, fold]) for (const key of fold.touched.calls) markCall(view, keys, view.state.calls[key]);
  for (const key of fold.touched.calls) keys.calls.add(key);
  for (const key of fold.touched.phones) keys.extensions.add(key);
  // Calls begun and ended within this fold leave only their mark on the devices.
  if (fold.copied.has('idleSince'))
    for (const key in fold.state.idleSince)
      if (fold.state.idleSince[key] !== fold.before.idleSince[key]) {
        keys.extensions.add(key);
        keys.trunks.add(key);
      }
  for (const { state } of [before, fold]) {
    for (const id of fold.touched.agents) {
      const agent = state.agents[id];
      if (agent?.extension != null) keys.extensions.add(phoneKey(fold, agent.extension, agent.node));
    }
    for (const key of keys.extensions) {
      const agent = state.phones[key]?.agent;
      if (agent != null) keys.agents.add(agent);
    }
  }
  for (const id of fold.touched.agents) keys.agents.add(id);
  for (const { state } of [before, fold])
    for (const id of keys.agents) {
      const agent = state.agents[id];
      for (const group in agent?.groups) keys.queues.add(phoneKey(fold, group, agent?.node ?? ''));
    }
  for (const link of fold.touched.links) keys.links.add(link);
  return keys;
};

type Change<K extends LiveKind> = { set?: LiveKinds[K][]; gone?: string[] };

/** Objects that are new or different, and keys of those that are no more. */
const changeOf = <K extends LiveKind>(
  before: ReadonlyMap<string, LiveKinds[K]>,
  after: ReadonlyMap<string, LiveKinds[K]>,
  tellAll: boolean,
): Change<K> | null => {
  const set: LiveKinds[K][] = [];
  const gone: string[] = [];
  for (const [key, object] of after) if (tellAll || !isSame(before.get(key), object)) set.push(object);
  for (const [key, { key: told }] of before) if (after.get(key)?.key !== told) gone.push(told);
  if (set.length === 0 && gone.length === 0) return null;
  return { ...(set.length > 0 ? { set } : {}), ...(gone.length > 0 ? { gone } : {}) };
};

/** Keys boards may still show though nothing has them any more. */
const toldBefore = (before: EngineState, after: LiveObjects): LiveKeys => {
  const keys = noKeys();
  for (const kind of ['extensions', 'agents', 'queues', 'trunks'] as const)
    for (const key of [...before.told[kind], ...(kind === 'extensions' ? Object.keys(before.phones) : [])])
      if (!after[kind].has(key)) keys[kind].add(key);
  return keys;
};

const wholeDelta = (fold: FoldContext, listed: string): LiveDelta => {
  const keys = allKeys(fold);
  const objects = liveObjectsOf(fold, keys);
  const former = toldBefore(fold.before, objects);
  const listedKeys = listedKeysOf(fold);
  fold.state.listed = listed;
  fold.state.told = {
    extensions: [...listedKeys.extensions],
    agents: [...listedKeys.agents],
    queues: [...listedKeys.queues],
    trunks: [...listedKeys.trunks],
  };
  const ended = [...fold.touched.calls].map((key) => fold.before.calls[key]).filter((call) => call !== undefined);
  for (const call of ended) if (fold.state.calls[call.key]?.id !== call.id) former.calls.add(call.id);
  for (const link in fold.before.linkStates) if (fold.state.linkStates[link] === undefined) former.links.add(link);
  const delta: { -readonly [K in LiveKind]?: { set?: readonly LiveKinds[K][]; gone?: readonly string[] } } = {};
  const put = <K extends LiveKind>(kind: K): void => {
    const set = [...objects[kind].values()] as LiveKinds[K][];
    const gone = [...former[kind]];
    if (set.length > 0 || gone.length > 0)
      Object.assign(delta, { [kind]: { ...(set.length > 0 ? { set } : {}), ...(gone.length > 0 ? { gone } : {}) } });
  };
  for (const kind of liveKinds) put(kind);
  return { at: fold.state.at, ...delta };
};

/** What this fold changed on boards; null when nothing. Under another configuration, directory or assignment of numbers than last told, everything. */
export const liveDeltaOf = (fold: FoldContext): LiveDelta | null => {
  const listed = `${fold.index.fingerprint}/${directoryPrint(fold.state.directory)}/${fold.index.assignmentsAt(fold.state.at)}`;
  if (listed !== fold.before.listed) return wholeDelta(fold, listed);
  const view: SiteView = { state: fold.before, config: fold.config, index: fold.index };
  const keys = touchedKeys(fold, view);
  const before = liveObjectsOf(view, keys);
  const after = liveObjectsOf(fold, keys);
  const calls = changeOf<'calls'>(before.calls, after.calls, false);
  const extensions = changeOf<'extensions'>(before.extensions, after.extensions, false);
  const agents = changeOf<'agents'>(before.agents, after.agents, false);
  const queues = changeOf<'queues'>(before.queues, after.queues, false);
  const trunks = changeOf<'trunks'>(before.trunks, after.trunks, false);
  const links = changeOf<'links'>(before.links, after.links, false);
  const changed = {
    ...(calls && { calls }),
    ...(extensions && { extensions }),
    ...(agents && { agents }),
    ...(queues && { queues }),
    ...(trunks && { trunks }),
    ...(links && { links }),
  };
  return Object.keys(changed).length === 0 ? null : { at: fold.state.at, ...changed };
};
