import type { LogicalCallId } from '../../functions/domain/ids.ts';
import type { Call, Segment } from '../../functions/domain/segment.ts';
import type { SiteConfig } from '../../functions/domain/site-config.ts';
import { unlawfulOverlaps } from './overlaps.ts';

/** What breaks a law, in words, with the rows it was found in. */
export interface Fault {
  readonly law: string;
  readonly rows: unknown;
}
export interface StoredRows {
  readonly calls: ReadonlyMap<string, Call>;
  readonly segments: ReadonlyMap<string, Segment>;
}

const lengthOf = (row: Call | Segment): number => row.ringMs + row.talkMs + row.holdMs;

/**
 * Rule set 1 §4: ring + talk + hold is the duration, but for `failed` (nothing of it counts) and for devices not having rung (they have
 * no ring time; what one answered counts from its answer).
 */
const lengthLaw = (row: Segment, notRung: ReadonlySet<string>): string | null => {
  if (row.endedAt === null) return null;
  const length = lengthOf(row);
  if (row.outcome === 'failed') return length === 0 ? null : 'a failed segment has a time';
  if (row.extension !== null && notRung.has(row.extension)) {
    const talked = row.answeredAt === null ? 0 : row.endedAt - row.answeredAt;
    if (row.ringMs !== 0) return 'a device not having rung has ring time';
    return length === 0 || length === talked ? null : 'a device not having rung has a time that is not its conversation';
  }
  return length === row.endedAt - row.startedAt ? null : 'ring + talk + hold is not the duration';
};

function* oneRow(row: Call | Segment): Generator<string> {
  if (Math.min(row.ringMs, row.talkMs, row.holdMs) < 0) yield 'a negative duration';
  if (![row.ringMs, row.talkMs, row.holdMs].every(Number.isInteger)) yield 'a duration that is no whole number';
  if (row.endedAt !== null && row.endedAt < row.startedAt) yield 'an end before the start';
  if (row.answeredAt !== null && row.answeredAt < row.startedAt) yield 'an answer before the start';
  if (row.answeredAt !== null && row.endedAt !== null && row.answeredAt > row.endedAt) yield 'an answer after the end';
  if ((row.endedAt === null) !== (row.outcome === 'inProgress')) yield 'over and in progress at once';
  if ((row.endedAt === null) !== (row.endedBy === null)) yield 'ended by nobody, or by somebody before its end';
  if (row.answered !== (row.answeredAt !== null)) yield 'answered without an instant';
}

/** Exactly one outcome, and the one that the facts of the row say (rule set 1 §5). */
function* outcomes(call: Call, segments: readonly Segment[]): Generator<string> {
  const lost = segments.filter(({ outcome }) => outcome === 'lost');
  if (call.outcome === 'lost' && lost.length !== 1) yield `${lost.length} lost segments in a lost call`;
  // After a blind transfer the caller may give up where the call was sent or recalled to; it was answered all the same.
  const transferred = segments.some(({ outcome }) => outcome === 'transferred');
  if (call.outcome !== 'lost' && lost.length > 0 && !(call.outcome === 'answered' && transferred && lost.length === 1))
    yield `a lost segment in a call that is ${call.outcome}, not after a transfer`;
  const inbound = call.callType === 'external' && call.direction === 'in';
  if (call.outcome === 'lost' && !inbound) yield 'lost, but not inbound and external';
  if (call.outcome === 'unanswered' && inbound) yield 'inbound and external, but unanswered instead of lost';
  if (call.endedAt !== null && call.answered !== (call.outcome === 'answered')) yield 'an outcome against its answer';
  for (const segment of segments) {
    const unanswered = ['refused', 'diverted', 'overflowed', 'lost', 'unanswered', 'failed'].includes(segment.outcome);
    if (segment.endedAt !== null && segment.answered === unanswered) yield 'a segment with two outcomes';
  }
}

function* oneCall(call: Call, segments: readonly Segment[]): Generator<string> {
  if (call.segmentCount !== segments.length) yield 'not as many segments as its row counts';
  if (segments.some((segment, i) => segment.segmentNo !== i + 1)) yield 'segment numbers with a hole';
  if (segments.some(({ segmentId, segmentNo }) => segmentId !== `${call.logicalCallId}.${segmentNo}`)) yield 'a segment with a foreign id';
  if (Math.min(...segments.map(({ startedAt }) => startedAt)) !== call.startedAt) yield 'a start that is not its first segment’s';
  if (call.endedAt !== null && segments.some(({ endedAt }) => endedAt === null)) yield 'over, with an open segment';
  const ends = segments.map(({ endedAt }) => endedAt ?? 0);
  if (call.endedAt !== null && call.endedAt !== Math.max(...ends)) yield 'an end that is not its last segment’s';
  yield* outcomes(call, segments);
}

export const segmentsByCall = ({ calls, segments }: StoredRows): Map<LogicalCallId, Segment[]> => {
  const byCall = new Map<LogicalCallId, Segment[]>();
  for (const { logicalCallId } of calls.values()) byCall.set(logicalCallId, []);
  for (const segment of segments.values()) {
    const known = byCall.get(segment.logicalCallId);
    if (known === undefined) byCall.set(segment.logicalCallId, [segment]);
    else known.push(segment);
  }
  for (const rows of byCall.values()) rows.sort((a, b) => a.segmentNo - b.segmentNo);
  return byCall;
};

/** Laws that cannot hold in a call during which the clock was put back: its instants are in no order. */
const inOrderOfTime: ReadonlySet<string> = new Set([
  'a start that is not its first segment’s',
  'of a call: an answer before the start',
  'of a call: an answer after the end',
]);

export interface Known {
  /** False = lines were lost, so that who was at a call at the same time is not known. */
  readonly overlaps: boolean;
  /** True = the clock was put back. */
  readonly goesBack: boolean;
}

/** Every law about rows that these break. */
export const rowFaults = (rows: StoredRows, config: SiteConfig, { overlaps, goesBack }: Known): readonly Fault[] => {
  const notRung = new Set(config.devices.filter((device) => device.notRung).map(({ number }) => number));
  const faults: Fault[] = [];
  const note = (law: string, of: unknown): void => {
    if (!goesBack || !inOrderOfTime.has(law)) faults.push({ law, rows: of });
  };
  for (const [id, segments] of segmentsByCall(rows)) {
    const call = rows.calls.get(id);
    if (call === undefined) {
      note('segments without a call', segments);
      continue;
    }
    for (const law of oneCall(call, segments)) note(law, { call, segments });
    for (const law of oneRow(call)) note(`of a call: ${law}`, call);
    for (const segment of segments) {
      for (const law of oneRow(segment)) note(`of a segment: ${law}`, { call, segment });
      const law = lengthLaw(segment, notRung);
      if (law !== null) note(law, segment);
    }
    if (overlaps) for (const pair of unlawfulOverlaps(segments)) note('an overlap that rule set 1 §4 does not know', pair);
  }
  return faults;
};
