import type { EpochMs } from '../../domain/ids.ts';
import type { LiveKind, LiveKinds, LiveLink, LiveState } from '../../domain/live.ts';
import type { SiteConfig } from '../../domain/site-config.ts';
import { configIndexOf } from './config-index.ts';
import { toLiveAgent } from './live-agent.ts';
import { toLiveCall } from './live-call.ts';
import { toLiveExtension, toLiveTrunk } from './live-devices.ts';
import { toLiveQueues } from './live-queue.ts';
import { phoneKey, type SiteView } from './site-view.ts';
import type { EngineState } from './state.ts';

/** Keys of live objects, by kind; calls by their key in the state. */
export type LiveKeys = { readonly [K in LiveKind]: Set<string> };

export const noKeys = (): LiveKeys => ({
  calls: new Set(),
  extensions: new Set(),
  agents: new Set(),
  queues: new Set(),
  trunks: new Set(),
  links: new Set(),
});

/** Configured devices and those the PBX lists. */
export const listedKeysOf = (view: SiteView): LiveKeys => {
  const keys = noKeys();
  const kinds = { extension: keys.extensions, agent: keys.agents, huntGroup: keys.queues, trunk: keys.trunks };
  const add = (type: string, key: string): void => {
    if (type === 'extension' || type === 'agent' || type === 'huntGroup' || type === 'trunk') kinds[type].add(key);
  };
  for (const { number, node, type } of view.config.devices) add(type, type === 'agent' ? number : phoneKey(view, number, node ?? '1'));
  for (const { number, node, type } of Object.values(view.state.directory))
    if (view.index.device(number, node ?? '') === null) add(type, number);
  return keys;
};

/** All that a site can show: listed devices, and whoever was seen. */
export const allKeys = (view: SiteView): LiveKeys => {
  const keys = listedKeysOf(view);
  for (const key in view.state.phones) keys.extensions.add(key);
  for (const id in view.state.agents) keys.agents.add(id);
  for (const key in view.state.calls) keys.calls.add(key);
  for (const link in view.state.linkStates) keys.links.add(link);
  return keys;
};

const toLiveLink = (view: SiteView, link: string): LiveLink | null => {
  const kept = view.state.linkStates[link];
  return kept === undefined ? null : { key: link, state: kept.state, since: kept.since, detail: kept.detail };
};

export type LiveObjects = { readonly [K in LiveKind]: Map<string, LiveKinds[K]> };

const project = <T>(keys: Iterable<string>, to: (key: string) => T | null): Map<string, T> => {
  const made = new Map<string, T>();
  for (const key of keys) {
    const object = to(key);
    if (object !== null) made.set(key, object);
  }
  return made;
};

/** The live objects that these keys have in a state; keys that have none are left out. */
export const liveObjectsOf = (view: SiteView, keys: LiveKeys): LiveObjects => ({
  calls: project(keys.calls, (key) => {
    const call = view.state.calls[key];
    return call === undefined ? null : toLiveCall(view, call);
  }),
  extensions: project(keys.extensions, (key) => toLiveExtension(view, key)),
  agents: project(keys.agents, (id) => toLiveAgent(view, id)),
  queues: toLiveQueues(view, keys.queues),
  trunks: project(keys.trunks, (key) => toLiveTrunk(view, key)),
  links: project(keys.links, (link) => toLiveLink(view, link)),
});

const byKey = <T extends { readonly key: string }>(objects: Map<string, T>): Record<string, T> =>
  Object.fromEntries([...objects.values()].map((object) => [object.key, object]));

/** Everything live from the state alone: what the deltas of all folds add up to. */
export const liveStateOf = (state: EngineState, config: SiteConfig): LiveState => {
  const view: SiteView = { state, config, index: configIndexOf(config) };
  const objects = liveObjectsOf(view, allKeys(view));
  const at: EpochMs = state.at;
  return {
    at,
    calls: byKey(objects.calls),
    extensions: byKey(objects.extensions),
    agents: byKey(objects.agents),
    queues: byKey(objects.queues),
    trunks: byKey(objects.trunks),
    links: byKey(objects.links),
  };
};
