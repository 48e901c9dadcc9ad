import type { Anomaly, AnomalyKind, Emitted } from '../../domain/engine-output.ts';
import type { EpochMs, LogicalCallId } from '../../domain/ids.ts';
import type { LiveKind } from '../../domain/live.ts';
import type { ConfiguredDevice, DeviceType, SiteConfig } from '../../domain/site-config.ts';
import { type ConfigIndex, configIndexOf } from './config-index.ts';
import type { CallState, EngineState, SegmentState } from './state.ts';

/** One fold in progress: a state this fold owns, and what it has to tell. Never leaves the core. */
export interface FoldContext {
  readonly state: EngineState;
  readonly config: SiteConfig;
  readonly index: ConfigIndex;
  /** Calls copied for this fold, which may be changed in place. */
  readonly owned: Set<string>;
  readonly dirtyCalls: Set<string>;
  readonly closedCalls: CallState[];
  readonly dirty: Readonly<Record<Exclude<LiveKind, 'calls'>, Set<string>>>;
  readonly goneCalls: Set<LogicalCallId>;
  readonly out: Emitted[];
}

export const startFold = (state: EngineState, config: SiteConfig): FoldContext => ({
  state: {
    ...state,
    links: { ...state.links },
    calls: { ...state.calls },
    aliases: { ...state.aliases },
    ended: { ...state.ended },
    phones: { ...state.phones },
    agents: { ...state.agents },
    linkStates: { ...state.linkStates },
    resyncs: { ...state.resyncs },
    nodesDown: { ...state.nodesDown },
    gaps: { ...state.gaps },
  },
  config,
  index: configIndexOf(config),
  owned: new Set(),
  dirtyCalls: new Set(),
  closedCalls: [],
  dirty: { extensions: new Set(), agents: new Set(), queues: new Set(), trunks: new Set(), links: new Set() },
  goneCalls: new Set(),
  out: [],
});

const copySegment = (segment: SegmentState): SegmentState => ({ ...segment, holders: [...segment.holders] });

/** The call for changing: copied once a fold, so that the state handed in stays as it was. */
export const changeCall = (fold: FoldContext, call: CallState): CallState => {
  fold.dirtyCalls.add(call.key);
  if (fold.owned.has(call.key)) return call;
  const copy: CallState = {
    ...call,
    parties: { ...call.parties },
    talking: [...call.talking],
    trunks: [...call.trunks],
    segments: call.segments.map(copySegment),
  };
  fold.owned.add(call.key);
  fold.state.calls[call.key] = copy;
  return copy;
};

/** Configured device, else what the PBX's own list says of it (without flags: those come from the configuration alone). */
export const deviceOf = (fold: FoldContext, number: string, node: string): ConfiguredDevice | null => {
  const configured = fold.index.device(number, node);
  if (configured !== null) return configured;
  const listed = fold.state.directory[number];
  return listed === undefined
    ? null
    : {
        number,
        type: listed.type,
        name: listed.name,
        node: listed.node,
        notAnswering: false,
        notRung: false,
        resetsTimers: false,
        personal: false,
      };
};

export const typeOf = (fold: FoldContext, number: string, node: string): DeviceType | null => deviceOf(fold, number, node)?.type ?? null;

export const isTrunk = (fold: FoldContext, number: string | null, node: string): boolean =>
  number !== null && typeOf(fold, number, node) === 'trunk';

export const isGroup = (fold: FoldContext, number: string | null, node: string): boolean =>
  number !== null && typeOf(fold, number, node) === 'huntGroup';

export const nameOf = (fold: FoldContext, number: string | null, node: string): string | null => {
  if (number === null) return null;
  const name = deviceOf(fold, number, node)?.name;
  return name === undefined || name === '' ? null : name;
};

/** Key of a phone: its number, with the node before it only where several nodes have the number. */
export const phoneKey = (fold: FoldContext, number: string, node: string): string =>
  fold.index.shared(number) ? `${node}:${number}` : number;

export const openSegments = (call: CallState): SegmentState[] => call.segments.filter((s) => s.endedAt === null);

export const reportAnomaly = (fold: FoldContext, kind: AnomalyKind, at: EpochMs, call: LogicalCallId | null, detail: string): void => {
  const anomaly: Anomaly = {
    anomalyId: `${fold.config.id}-${kind}-${at.toString(36)}-${call ?? detail.slice(0, 40)}`,
    siteId: fold.config.id,
    kind,
    at,
    logicalCallId: call,
    detail,
  };
  fold.out.push({ type: 'anomaly', anomaly });
};
