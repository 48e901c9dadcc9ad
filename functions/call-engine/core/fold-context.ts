import type { Anomaly, AnomalyKind, Emitted } from '../../domain/engine-output.ts';
import type { EpochMs, LogicalCallId } from '../../domain/ids.ts';
import type { SiteConfig } from '../../domain/site-config.ts';
import { configIndexOf } from './config-index.ts';
import type { SiteView } from './site-view.ts';
import type { CallState, EngineState, SegmentState } from './state.ts';

/** Parts of the state that a fold copies before its first write into them. */
type RecordName = 'calls' | 'aliases' | 'ended' | 'phones' | 'engaged' | 'idleSince' | 'agents' | 'linkStates' | 'resyncs' | 'gaps';

/** One fold in progress: a state this fold owns, and what it has to tell. Never leaves the core. */
export interface FoldContext extends SiteView {
  /** The state handed in: never written to. */
  readonly before: EngineState;
  readonly copied: Set<RecordName>;
  /** Keys of what this fold copied and may change in place; at the end, all that boards may have to be told of. */
  readonly touched: {
    readonly calls: Set<string>;
    readonly phones: Set<string>;
    readonly agents: Set<string>;
    readonly links: Set<string>;
  };
  /** Calls as their rows were last told within this fold. */
  readonly told: Map<string, CallState>;
  readonly out: Emitted[];
  /** Link and number of the event being folded. */
  link: string;
  seq: number;
}

export const startFold = (state: EngineState, config: SiteConfig): FoldContext => ({
  before: state,
  state: { ...state, links: { ...state.links }, linkTimes: { ...state.linkTimes } },
  config,
  index: configIndexOf(config),
  copied: new Set(),
  touched: { calls: new Set(), phones: new Set(), agents: new Set(), links: new Set() },
  told: new Map(),
  out: [],
  link: '',
  seq: 0,
});

const copyOf = <T extends object>(record: T): T => ({ ...record });

/** A part of the state for writing: copied once a fold, so that the state handed in stays as it was. */
export const writable = <K extends RecordName>(fold: FoldContext, name: K): EngineState[K] => {
  if (!fold.copied.has(name)) {
    fold.copied.add(name);
    fold.state[name] = copyOf(fold.state[name]);
  }
  return fold.state[name];
};

const copySegment = (segment: SegmentState): SegmentState => ({ ...segment, holders: [...segment.holders] });

/** The call for changing. */
export const changeCall = (fold: FoldContext, call: CallState): CallState => {
  if (fold.before.calls[call.key] !== call) return call;
  const copy: CallState = {
    ...call,
    parties: { ...call.parties },
    memberIds: { ...call.memberIds },
    talking: [...call.talking],
    trunks: [...call.trunks],
    segments: call.segments.map(copySegment),
  };
  fold.touched.calls.add(call.key);
  writable(fold, 'calls')[call.key] = copy;
  return copy;
};

export const openSegments = (call: CallState): SegmentState[] => call.segments.filter((s) => s.endedAt === null);

export const reportAnomaly = (fold: FoldContext, kind: AnomalyKind, at: EpochMs, call: LogicalCallId | null, detail: string): void => {
  const anomaly: Anomaly = {
    anomalyId: [fold.config.id, kind, fold.link, fold.seq, ...(call === null ? [] : [call])].join('-'),
    siteId: fold.config.id,
    kind,
    at,
    logicalCallId: call,
    detail,
  };
  fold.out.push({ type: 'anomaly', anomaly });
};
