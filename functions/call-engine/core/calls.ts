import { type EpochMs, logicalCallId } from '../../domain/ids.ts';
import { changeCall, type FoldContext, reportAnomaly, writable } from './fold-context.ts';
import type { CallState } from './state.ts';

/** Lines of a call that ended less than this ago are its last copies and open nothing. */
const lateCopyMs = 2000;

export const callKeyOf = (node: string, pbxCallId: string): string => `${node}|${pbxCallId}`;

export const newCall = (fold: FoldContext, node: string, pbxCallId: string, at: EpochMs): CallState => {
  const key = callKeyOf(node, pbxCallId);
  if (fold.state.aliases[key] !== undefined) delete writable(fold, 'aliases')[key];
  if (fold.state.ended[key] !== undefined) delete writable(fold, 'ended')[key];
  const call: CallState = {
    key,
    link: fold.link,
    id: logicalCallId(fold.config.id, node, pbxCallId, at),
    pbxCallId,
    node,
    startedAt: at,
    lastAt: at,
    originatedAt: null,
    origin: null,
    originIsTrunk: false,
    parties: {},
    talking: [],
    trunks: [],
    callerNumber: null,
    dialled: null,
    ddi: null,
    trunkName: null,
    accountCode: null,
    accountCodeAt: null,
    originallyCalled: null,
    position: null,
    segments: [],
    segmentsOpened: 0,
    rangCount: 0,
    ringZero: null,
    liveZero: null,
    left: null,
    transfer: null,
    transferredBy: null,
    memberIds: {},
    conferenceId: null,
    arrival: null,
    trunkToTrunk: false,
    conference: false,
    unconfirmed: false,
    published: null,
  };
  writable(fold, 'calls')[key] = call;
  fold.touched.calls.add(key);
  return call;
};

export const resyncKeyOf = (link: string, code: string): string => `${link}|${code}`;

/** A running resync has named the call. */
const nameInResync = (fold: FoldContext, resync: string, key: string): void => {
  const code = resyncKeyOf(fold.link, resync);
  const running = fold.state.resyncs[code];
  if (running !== undefined && !running.calls.includes(key))
    writable(fold, 'resyncs')[code] = { ...running, calls: [...running.calls, key] };
};

export interface Found {
  readonly call: CallState;
  /** The id is that of a consultation that is over. */
  readonly past: boolean;
}

/** The live call an id stands for, made changeable and marked as seen; null when there is none. */
export const findCall = (fold: FoldContext, node: string, pbxCallId: string, at: EpochMs, resync: string | null): Found | null => {
  const key = callKeyOf(node, pbxCallId);
  const alias = fold.state.aliases[key];
  const known = fold.state.calls[alias?.to ?? key];
  if (known === undefined) return null;
  const call = changeCall(fold, known);
  if (at > call.lastAt) call.lastAt = at;
  call.unconfirmed = false;
  call.link = fold.link;
  if (resync !== null) nameInResync(fold, resync, call.key);
  return { call, past: alias?.past === true };
};

type OnCall = { readonly kind: string; readonly node: string; readonly callId: string; readonly at: EpochMs } & {
  readonly resync: string | null;
  readonly copyOf: number | null;
};

/** As `findCall` for what can only happen to a call already seen; one that is not, nor ended just now, is an anomaly. */
export const findKnownCall = (fold: FoldContext, event: OnCall): Found | null => {
  const found = findCall(fold, event.node, event.callId, event.at, event.resync);
  if (found === null && event.copyOf === null && fold.state.ended[callKeyOf(event.node, event.callId)] === undefined)
    reportAnomaly(fold, 'unknownCall', event.at, null, `${event.callId} on node ${event.node} is not known: ${event.kind}`);
  return found;
};

/** As `findCall`, but an id not seen before begins a call, unless it is the last copy of one that just ended. */
export const findOrStartCall = (fold: FoldContext, node: string, pbxCallId: string, at: EpochMs, resync: string | null): Found | null => {
  const found = findCall(fold, node, pbxCallId, at, resync);
  if (found !== null) return found;
  const endedAt = fold.state.ended[callKeyOf(node, pbxCallId)];
  if (endedAt !== undefined && resync === null && at - endedAt < lateCopyMs) return null;
  const call = newCall(fold, node, pbxCallId, at);
  if (resync !== null) nameInResync(fold, resync, call.key);
  return { call, past: false };
};
