import { type EpochMs, epochMs } from '../../domain/ids.ts';
import type { SegmentOutcome } from '../../domain/segment.ts';
import { agentAt } from './attribution.ts';
import type { FoldContext } from './fold-context.ts';
import { deviceOf } from './site-view.ts';
import type { CallState, SegmentState } from './state.ts';

/** A segment starts at the divert that sent the call on, when the next device rings within this time (rule set 1 §4). */
const divertGraceMs = 2000;

export interface Opening {
  readonly kind: SegmentState['kind'];
  readonly device: string | null;
  readonly group: string | null;
  readonly at: EpochMs;
  /** A recall marks neither end of a transfer (rule set 1 §5). */
  readonly recall?: boolean;
  readonly callingDevice?: string | null;
}

interface Origin {
  readonly startedAt: EpochMs;
  readonly overflowedFrom: string | null;
  readonly from: string | null;
  readonly fromAgent: string | null;
}

/** Where the call comes from as it begins a stay: the device it left just now, the transfer, or what brought the phone that rings with it. */
const originOf = (call: CallState, opening: Opening): Origin => {
  const { left, transfer, arrival } = call;
  const came = left ?? transfer;
  const startedAt = opening.kind !== 'outbound' && came !== null && opening.at - came.at <= divertGraceMs ? came.at : opening.at;
  const overflowedFrom = left?.overflowed === true ? left.group : null;
  if (came !== null) {
    const marked = opening.recall === true ? null : transfer;
    return { startedAt, overflowedFrom, from: marked?.from ?? null, fromAgent: marked?.fromAgent ?? null };
  }
  const together = arrival !== null && opening.group === arrival.group && opening.at - arrival.at <= divertGraceMs;
  return together ? { ...arrival, startedAt: arrival.at } : { startedAt, overflowedFrom, from: null, fromAgent: null };
};

export const openSegment = (fold: FoldContext, call: CallState, opening: Opening): SegmentState => {
  const device = opening.device === null ? null : deviceOf(fold, opening.device, call.node);
  const calling = opening.callingDevice ?? call.origin;
  const origin = originOf(call, opening);
  call.segmentsOpened += 1;
  const segment: SegmentState = {
    no: call.segmentsOpened,
    device: opening.device,
    group: opening.group,
    kind: opening.kind,
    ownTrunk: null,
    ownNumber: null,
    startedAt: origin.startedAt,
    answeredAt: null,
    endedAt: null,
    holdMs: 0,
    heldSince: null,
    holders: [],
    outcome: 'inProgress',
    agent: agentAt(fold, opening.device, call.node),
    callingDevice: calling,
    callingAgent: agentAt(fold, calling, call.node),
    transferredFrom: origin.from,
    transferredFromAgent: origin.fromAgent,
    transferredTo: null,
    transferredToAgent: null,
    overflowedFrom: origin.overflowedFrom,
    accountCode: call.segments.length === 0 ? call.accountCode : null,
    dee: false,
    conference: false,
    trunkToTrunk: false,
    rings: device?.notRung !== true,
    answers: device?.notAnswering !== true,
    rang: 0,
    endEvent: null,
    endCause: null,
    endedBy: null,
    busy: false,
    joined: false,
    dirty: true,
  };
  if (call.left !== null || call.transfer !== null) {
    const { startedAt: at, overflowedFrom, from, fromAgent } = origin;
    const { group } = opening;
    call.arrival = opening.kind === 'device' && group !== null ? { at, group, overflowedFrom, from, fromAgent } : null;
  }
  call.left = null;
  call.transfer = null;
  for (const other of call.segments)
    if (other.busy) closeSegment(other, 'refused', { at: opening.at, event: 'FA', cause: null, by: 'pbx' });
  call.segments.push(segment);
  return segment;
};

/** The segment begins to ring: the order decides which one of a lost call is lost. */
export const markRinging = (call: CallState, segment: SegmentState): void => {
  call.rangCount += 1;
  segment.rang = call.rangCount;
  segment.dirty = true;
};

export const answerSegment = (fold: FoldContext, call: CallState, segment: SegmentState, at: EpochMs): void => {
  if (segment.answeredAt !== null || segment.kind === 'failed') return;
  segment.answeredAt = epochMs(Math.max(at, segment.startedAt));
  segment.agent = agentAt(fold, segment.device, call.node);
  segment.dirty = true;
};

export const holdSegment = (segment: SegmentState, holder: string, at: EpochMs): void => {
  if (segment.holders.includes(holder)) return;
  segment.holders.push(holder);
  segment.heldSince ??= epochMs(Math.max(at, segment.answeredAt ?? segment.startedAt));
  segment.dirty = true;
};

export const endHold = (segment: SegmentState, holder: string | null, at: EpochMs): void => {
  segment.holders = holder === null ? [] : segment.holders.filter((h) => h !== holder);
  if (segment.holders.length > 0 || segment.heldSince === null) return;
  segment.holdMs += Math.max(0, at - segment.heldSince);
  segment.heldSince = null;
  segment.dirty = true;
};

export interface Ending {
  readonly at: EpochMs;
  readonly event: string | null;
  readonly cause: number | null;
  readonly by: 'pbx' | 'inferred';
}

export const closeSegment = (segment: SegmentState, outcome: SegmentOutcome, ending: Ending): void => {
  if (segment.endedAt !== null) return;
  // A late copy may carry the instant of an earlier event, and a clock may be set back; no stay is shorter than nothing.
  const at = epochMs(Math.max(ending.at, segment.answeredAt ?? segment.startedAt, segment.heldSince ?? 0));
  endHold(segment, null, at);
  segment.endedAt = segment.answeredAt === null ? at : epochMs(Math.max(at, segment.answeredAt + segment.holdMs));
  segment.outcome = segment.kind === 'failed' ? 'failed' : outcome;
  segment.endEvent = ending.event;
  segment.endCause = ending.cause;
  segment.endedBy = ending.by;
  segment.dirty = true;
};

export const openAt = (call: CallState, device: string): SegmentState | undefined =>
  call.segments.find((s) => s.endedAt === null && s.device === device);

export const queuedAt = (call: CallState, group: string | null): SegmentState | undefined =>
  call.segments.find((s) => s.endedAt === null && s.kind === 'queue' && (group === null || s.group === group));

/** Open segment that belongs to a group and is not answered: the call still is with that group. */
export const waitingAtGroup = (call: CallState): SegmentState | undefined =>
  call.segments.find((s) => s.endedAt === null && s.answeredAt === null && s.group !== null && s.rings);
