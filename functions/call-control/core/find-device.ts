import type { PbxDevice } from '../../domain/agent-command.ts';
import type { LiveState } from '../../domain/live.ts';
import type { ConfiguredDevice, DeviceType } from '../../domain/site-config.ts';

/** What is known of a site when somebody acts. */
export interface SiteNow {
  readonly live: LiveState;
  readonly devices: readonly ConfiguredDevice[];
}

export type FoundDevice =
  | { readonly found: true; readonly type: DeviceType; readonly device: PbxDevice; readonly key: string }
  | { readonly found: false; readonly words: string };

const kindsOfLive = [
  ['extension', 'extensions'],
  ['huntGroup', 'queues'],
  ['agent', 'agents'],
] as const;

const namesOf: Readonly<Record<DeviceType, string>> = {
  extension: 'extension',
  huntGroup: 'hunt group',
  trunk: 'trunk',
  agent: 'agent',
  application: 'application',
  ddi: 'DDI',
};

/** Node and number of `2:1001`; the node null where it is not said. */
const splitReference = (reference: string): { readonly node: string | null; readonly number: string } => {
  const colon = reference.indexOf(':');
  return colon < 0 ? { node: null, number: reference } : { node: reference.slice(0, colon), number: reference.slice(colon + 1) };
};

/** A device named by number, or node and number, if the configuration or the live state has it as one of `types`. */
export const findDevice = (now: SiteNow, reference: string, types: readonly DeviceType[]): FoundDevice => {
  const { node, number } = splitReference(reference);
  const configured = now.devices.filter(
    (one) => one.number === number && types.includes(one.type) && (node === null || one.node === null || one.node === node),
  );
  const nodes = new Set(configured.map((one) => one.node));
  if (nodes.size > 1)
    return {
      found: false,
      words: `${number} stands on several nodes (${[...nodes].join(', ')}): name one, as in ${[...nodes][0]}:${number}.`,
    };
  const [first] = configured;
  if (first !== undefined) {
    // A number that several nodes have, whatever the types, is keyed by its node in the live state.
    const shared = new Set(now.devices.filter((one) => one.number === number).map((one) => one.node ?? '1')).size > 1;
    const at = first.node ?? node;
    return { found: true, type: first.type, device: { number, node: at }, key: shared ? `${at ?? '1'}:${number}` : number };
  }
  for (const [type, kind] of kindsOfLive) {
    const key = [reference, number].find((one) => Object.hasOwn(now.live[kind], one));
    if (types.includes(type) && key !== undefined) {
      const known = type === 'extension' ? (now.live.extensions[key]?.node ?? null) : null;
      return { found: true, type, device: { number, node: node ?? known }, key };
    }
  }
  return { found: false, words: `This site has no ${types.map((type) => namesOf[type]).join(' or ')} ${reference}.` };
};
