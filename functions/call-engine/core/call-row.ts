import { durationMs, epochMs } from '../../domain/ids.ts';
import type { Call, CallOutcome, Segment } from '../../domain/segment.ts';
import { cleanDialled } from './dial-plan.ts';
import { type FoldContext, nameOf } from './fold-context.ts';
import {
  calling,
  callTypeOf,
  directionOf,
  isOutboundLeg,
  isShort,
  outsideNumberOf,
  outsideOf,
  toSegmentRow,
  wayIn,
} from './segment-row.ts';
import type { CallState, SegmentState } from './state.ts';

const outcomeOf = (call: CallState, rows: readonly Segment[], ended: boolean): CallOutcome => {
  if (!ended) return 'inProgress';
  if (rows.some((row) => row.answered)) return 'answered';
  if (call.segments.some((s) => s.kind === 'failed')) return 'failed';
  return call.originIsTrunk ? 'lost' : 'unanswered';
};

const byStart = (a: Segment, b: Segment): number => a.startedAt - b.startedAt || a.segmentNo - b.segmentNo;
const byAnswer = (a: Segment, b: Segment): number => (a.answeredAt ?? 0) - (b.answeredAt ?? 0) || a.segmentNo - b.segmentNo;

/** Ring time of the call: to the first answer among the held call's own segments, from the first ring or the zero a group set. */
const ringOf = (call: CallState, rows: readonly Segment[], endedAt: number | null): { ringMs: number; answeredAt: number | null } => {
  const own = call.segments.filter((s) => !s.joined);
  const considered = own.some((s) => s.answeredAt !== null) ? own : call.segments;
  const answers = considered.map((s) => s.answeredAt).filter((at) => at !== null);
  const answeredAt = answers.length > 0 ? Math.min(...answers) : null;
  const rung = considered.filter((s) => s.rings && s.kind !== 'failed');
  if (rung.length === 0 || rows.length === 0) return { ringMs: 0, answeredAt };
  const zero = call.ringZero ?? Math.min(...rung.map((s) => s.startedAt));
  const until = answeredAt ?? endedAt;
  return { ringMs: until === null ? 0 : Math.max(0, until - zero), answeredAt };
};

const rangOf = (segments: readonly SegmentState[], rows: readonly Segment[]): Segment[] =>
  segments
    .map((s, i) => ({ s, row: rows[i] }))
    .filter(({ s }) => s.device !== null && s.rings && s.kind === 'device' && s.rang > 0)
    .sort((a, b) => a.s.rang - b.s.rang)
    .map(({ row }) => row)
    .filter((row) => row !== undefined);

/** The call row by the aggregation rules of the manual (L4053-4124) and rule set 1 §4, §5. */
export const toCallRow = (fold: FoldContext, call: CallState, ended: boolean): Call | null => {
  const rows = call.segments.map((segment) => toSegmentRow(fold, call, segment));
  const [first] = [...rows].sort((a, b) => a.segmentNo - b.segmentNo);
  if (first === undefined) return null;
  const inOrder = [...rows].sort(byStart);
  const answered = rows.filter((row) => row.answered).sort(byAnswer);
  const rang = rangOf(call.segments, rows);
  const endedAt = ended ? Math.max(...rows.map((row) => row.endedAt ?? 0)) : null;
  const { ringMs, answeredAt } = ringOf(call, rows, endedAt);
  const isAnswered = answered.length > 0;
  const sum = (key: 'talkMs' | 'holdMs'): number => (ended ? rows.reduce((total, row) => total + row[key], 0) : 0);
  const durations = { ringMs, talkMs: sum('talkMs'), holdMs: sum('holdMs') };
  const at =
    answered[0] ??
    rang[0] ??
    inOrder.find((row) => row.extension !== null && call.segments.find((s) => s.no === row.segmentNo)?.rings === true) ??
    null;
  const last = rows.filter((row, i) => row.extension !== null && call.segments[i]?.rings === true).at(-1);
  const end =
    [...rows]
      .sort((a, b) => (a.endedAt ?? Number.MAX_SAFE_INTEGER) - (b.endedAt ?? Number.MAX_SAFE_INTEGER) || a.segmentNo - b.segmentNo)
      .at(-1) ?? first;
  const other = call.segments.find((s) => isOutboundLeg(call, s));
  const otherNumber = other?.ownNumber == null ? null : cleanDialled(other.ownNumber, fold.config.dialPlan);
  const others = call.trunks.slice(1);
  const trunk2 = other?.ownTrunk ?? others[0] ?? null;
  const external = callTypeOf(fold, call) === 'external';
  const transferFrom = rows.find((row) => row.transferredFrom !== null);
  const transferTo = rows.find((row) => row.transferredTo !== null);
  return {
    ruleSet: 1,
    siteId: fold.config.id,
    logicalCallId: call.id,
    pbxCallId: call.pbxCallId,
    node: call.node,
    callType: callTypeOf(fold, call),
    direction: directionOf(call),
    startedAt: first.startedAt,
    answeredAt: answeredAt === null ? null : epochMs(answeredAt),
    endedAt: endedAt === null ? null : epochMs(endedAt),
    ringMs: durationMs(ringMs),
    talkMs: durationMs(durations.talkMs),
    holdMs: durationMs(durations.holdMs),
    answered: isAnswered,
    outcome: outcomeOf(call, rows, ended),
    extension: at?.extension ?? null,
    extensionName: at?.extensionName ?? null,
    agent: at?.agent ?? null,
    agentName: at?.agentName ?? null,
    userId: at?.userId ?? null,
    userName: at?.userName ?? null,
    ...calling(fold, call, call.origin, call.segments[0]?.callingAgent ?? null),
    huntGroup: rows.find((row) => row.huntGroup !== null)?.huntGroup ?? null,
    huntGroupName: rows.find((row) => row.huntGroup !== null)?.huntGroupName ?? null,
    trunk: external ? (call.trunks[0] ?? null) : null,
    trunkName: external ? nameOf(fold, call.trunks[0] ?? null, call.node) : null,
    ...outsideOf(fold, outsideNumberOf(fold, call, call.dialled), call.originIsTrunk),
    ...wayIn(fold, call),
    accountCode: call.accountCode,
    tags: first.tags,
    transferredFrom: transferFrom?.transferredFrom ?? null,
    transferredTo: transferTo?.transferredTo ?? null,
    transferredFromAgent: transferFrom?.transferredFromAgent ?? null,
    transferredToAgent: transferTo?.transferredToAgent ?? null,
    overflowedFrom: rows.find((row) => row.overflowedFrom !== null)?.overflowedFrom ?? null,
    dee: rows.some((row) => row.dee),
    trunkToTrunk: call.trunkToTrunk,
    conference: call.conference,
    shortCall: isShort(fold, isAnswered, ended, durations),
    endEvent: ended ? end.endEvent : null,
    endCause: ended ? end.endCause : null,
    endedBy: ended ? end.endedBy : null,
    segmentCount: rows.length,
    elapsedMs: durationMs(endedAt === null ? 0 : endedAt - first.startedAt),
    trunk2,
    trunk2Name: nameOf(fold, trunk2, call.node),
    outsideNumber2: otherNumber,
    outsideE1642: outsideOf(fold, otherNumber, false).outsideE164,
    otherTrunks: others.filter((trunk) => trunk !== trunk2),
    lastExtension: last?.extension ?? null,
    answeringExtension: answered[0]?.extension ?? null,
    answeringExtensionName: answered[0]?.extensionName ?? null,
    firstRangExtension: rang[0]?.extension ?? null,
    firstRangExtensionName: rang[0]?.extensionName ?? null,
    lastRangExtension: rang.at(-1)?.extension ?? null,
    lastRangExtensionName: rang.at(-1)?.extensionName ?? null,
    answeringAgent: answered[0]?.agent ?? null,
    answeringAgentName: answered[0]?.agentName ?? null,
    firstRangAgent: rang[0]?.agent ?? null,
    firstRangAgentName: rang[0]?.agentName ?? null,
    lastRangAgent: rang.at(-1)?.agent ?? null,
    lastRangAgentName: rang.at(-1)?.agentName ?? null,
  };
};
