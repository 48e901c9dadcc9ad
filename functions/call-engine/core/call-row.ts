import { durationMs, epochMs } from '../../domain/ids.ts';
import type { Call, CallOutcome, Segment, Tags } from '../../domain/segment.ts';
import { isOutboundLeg, isShort, noTags } from './segment-row.ts';
import { callerOf, dialledOutside, outsideOf, type SharedFacts } from './shared-facts.ts';
import { nameOf, type SiteView } from './site-view.ts';
import type { CallState, SegmentState } from './state.ts';

const outcomeOf = (call: CallState, answered: boolean, ended: boolean): CallOutcome => {
  if (!ended) return 'inProgress';
  if (answered) return 'answered';
  if (call.segments.some((s) => s.kind === 'failed')) return 'failed';
  return call.originIsTrunk ? 'lost' : 'unanswered';
};

const byStart = (a: Segment, b: Segment): number => a.startedAt - b.startedAt || a.segmentNo - b.segmentNo;
const byAnswer = (a: Segment, b: Segment): number => (a.answeredAt ?? 0) - (b.answeredAt ?? 0) || a.segmentNo - b.segmentNo;

const firstOf = (rows: readonly Segment[]): Segment => rows.reduce((first, row) => (row.segmentNo < first.segmentNo ? row : first));

/** Ring time of the call: to the first answer among the held call's own segments, from the first ring or the zero a group set. */
const ringOf = (call: CallState, endedAt: number | null): { ringMs: number; answeredAt: number | null } => {
  const own = call.segments.filter((s) => !s.joined);
  const considered = own.some((s) => s.answeredAt !== null) ? own : call.segments;
  const answers = considered.map((s) => s.answeredAt).filter((at) => at !== null);
  const answeredAt = answers.length > 0 ? Math.min(...answers) : null;
  const rung = considered.filter((s) => s.rings && s.kind !== 'failed');
  if (rung.length === 0) return { ringMs: 0, answeredAt };
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

const sumOf = (rows: readonly Segment[], key: 'talkMs' | 'holdMs'): number => {
  let total = 0;
  for (const row of rows) total += row[key];
  return total;
};

/** Of each tag field the last value on any segment (L4053). */
const lastTags = (rows: readonly Segment[]): Tags => {
  let tags = noTags;
  for (const row of rows) {
    if (row.tags === noTags) continue;
    const [one, two, three, four, five] = row.tags;
    tags = [one ?? tags[0], two ?? tags[1], three ?? tags[2], four ?? tags[3], five ?? tags[4]];
  }
  return tags;
};

/** The row that ended last: its end is the call's. */
const lastEnded = (rows: readonly Segment[], first: Segment): Segment => {
  let last = first;
  for (const row of rows) {
    const [a, b] = [row.endedAt ?? Number.MAX_SAFE_INTEGER, last.endedAt ?? Number.MAX_SAFE_INTEGER];
    if (a > b || (a === b && row.segmentNo > last.segmentNo)) last = row;
  }
  return last;
};

/**
 * The call row by the aggregation rules of the manual (L4053-4124) and rule set 1 §4, §5. `rows` are those of its segments, at least one.
 * `endedBy` is the call's own: its last segment may have been over by the PBX's word before the call's end had to be inferred.
 */
export const toCallRow = (
  view: SiteView,
  call: CallState,
  shared: SharedFacts,
  rows: readonly Segment[],
  endedBy: 'pbx' | 'inferred' | null,
): Call => {
  const ended = endedBy !== null;
  const first = firstOf(rows);
  const answered = rows.filter((row) => row.answered).sort(byAnswer);
  const rang = rangOf(call.segments, rows);
  const heard = rows.filter((row, i) => row.extension !== null && call.segments[i]?.rings === true);
  const end = lastEnded(rows, first);
  const endedAt = ended ? (end.endedAt ?? 0) : null;
  const { ringMs, answeredAt } = ringOf(call, endedAt);
  const isAnswered = answered.length > 0;
  const durations = { ringMs, talkMs: ended ? sumOf(rows, 'talkMs') : 0, holdMs: ended ? sumOf(rows, 'holdMs') : 0 };
  const at = answered[0] ?? rang[0] ?? [...heard].sort(byStart)[0] ?? null;
  const caller = callerOf(view, call, shared.type, call.origin, call.segments[0]);
  const grouped = rows.find((row) => row.huntGroup !== null);
  // The inbound line stands first, else the first one seized; the first leg on another line is the second of the row.
  const other = call.segments.find((s) => isOutboundLeg(call, s) || (s.ownTrunk !== null && s.ownTrunk !== call.trunks[0]));
  const outside2 = outsideOf(view, other === undefined ? null : dialledOutside(view, other.ownNumber, call.node), false);
  const others = call.trunks.slice(1);
  const trunk2 = other?.ownTrunk ?? others[0] ?? null;
  const from = rows.find((row) => row.transferredFrom !== null);
  const to = rows.find((row) => row.transferredTo !== null);
  const last = rang.at(-1);
  return {
    ruleSet: 1,
    siteId: view.config.id,
    logicalCallId: call.id,
    pbxCallId: call.pbxCallId,
    node: call.node,
    callType: shared.type,
    direction: shared.direction,
    startedAt: first.startedAt,
    answeredAt: answeredAt === null ? null : epochMs(answeredAt),
    endedAt: endedAt === null ? null : epochMs(endedAt),
    ringMs: durationMs(ringMs),
    talkMs: durationMs(durations.talkMs),
    holdMs: durationMs(durations.holdMs),
    answered: isAnswered,
    outcome: outcomeOf(call, isAnswered, ended),
    extension: at?.extension ?? null,
    extensionName: at?.extensionName ?? null,
    agent: at?.agent ?? null,
    agentName: at?.agentName ?? null,
    userId: at?.userId ?? null,
    userName: at?.userName ?? null,
    callingExtension: caller.extension,
    callingExtensionName: caller.extensionName,
    callingAgent: caller.agent,
    callingAgentName: caller.agentName,
    callingUserId: caller.user.id,
    callingUserName: caller.user.name,
    huntGroup: grouped?.huntGroup ?? null,
    huntGroupName: grouped?.huntGroupName ?? null,
    trunk: shared.trunk,
    trunkName: shared.trunkName,
    outsideNumber: shared.outside.outsideNumber,
    outsideE164: shared.outside.outsideE164,
    contactName: shared.outside.contactName,
    speedDialName: shared.outside.speedDialName,
    ddi: shared.ddi,
    dnis: shared.dnis,
    accountCode: call.accountCode,
    tags: lastTags(rows),
    transferredFrom: from?.transferredFrom ?? null,
    transferredTo: to?.transferredTo ?? null,
    transferredFromAgent: from?.transferredFromAgent ?? null,
    transferredToAgent: to?.transferredToAgent ?? null,
    overflowedFrom: rows.find((row) => row.overflowedFrom !== null)?.overflowedFrom ?? null,
    dee: rows.some((row) => row.dee),
    trunkToTrunk: call.trunkToTrunk,
    conference: call.conference,
    shortCall: isShort(view, isAnswered, ended, durations),
    endEvent: endedBy === 'pbx' ? end.endEvent : null,
    endCause: endedBy === 'pbx' ? end.endCause : null,
    endedBy,
    segmentCount: rows.length,
    elapsedMs: durationMs(endedAt === null ? 0 : endedAt - first.startedAt),
    trunk2,
    trunk2Name: nameOf(view, trunk2, call.node),
    outsideNumber2: outside2.outsideNumber,
    outsideE1642: outside2.outsideE164,
    otherTrunks: others.filter((trunk) => trunk !== trunk2),
    lastExtension: rows.findLast((row) => row.extension !== null)?.extension ?? null,
    answeringExtension: answered[0]?.extension ?? null,
    answeringExtensionName: answered[0]?.extensionName ?? null,
    firstRangExtension: rang[0]?.extension ?? null,
    firstRangExtensionName: rang[0]?.extensionName ?? null,
    lastRangExtension: last?.extension ?? null,
    lastRangExtensionName: last?.extensionName ?? null,
    answeringAgent: answered[0]?.agent ?? null,
    answeringAgentName: answered[0]?.agentName ?? null,
    firstRangAgent: rang[0]?.agent ?? null,
    firstRangAgentName: rang[0]?.agentName ?? null,
    lastRangAgent: last?.agent ?? null,
    lastRangAgentName: last?.agentName ?? null,
  };
};
