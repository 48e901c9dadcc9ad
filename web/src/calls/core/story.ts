import type { Call, Segment } from '../../../../functions/domain/segment.ts';
import { formatSpan, plural } from '../../time/core/format.ts';
import { deviceOf, fromOf, isSilentStay, toOf } from './call-row.ts';

/** One step of a call in plain words. */
export interface StoryStep {
  /** Instant at which the step began, epoch ms. */
  readonly at: number;
  readonly text: string;
  readonly segmentNo: number;
}

export interface Story {
  /** Who called whom. */
  readonly opening: string;
  readonly steps: readonly StoryStep[];
  /** How it ended; null while it goes on. */
  readonly ending: string | null;
}

const nameOf = (segment: Segment): string => deviceOf(segment).main;
const groupOf = (segment: Segment): string => segment.huntGroupName ?? segment.huntGroup ?? '';
const isQueueOnly = (segment: Segment): boolean => segment.extension === null && segment.agent === null && segment.huntGroup !== null;
const span = (segment: Segment, now: number): number => (segment.endedAt ?? Math.max(now, segment.startedAt)) - segment.startedAt;
const joined = (parts: readonly (string | null)[]): string => parts.filter((part) => part !== null && part !== '').join(', ');

type Names = ReadonlyMap<string, string>;

/** Segments name their targets by number; the other segments of the call know the names. */
const namesIn = (segments: readonly Segment[]): Names =>
  new Map(
    segments.flatMap((segment) => [
      ...(segment.huntGroup === null ? [] : [[segment.huntGroup, groupOf(segment)] as const]),
      ...(segment.agent === null ? [] : [[segment.agent, nameOf(segment)] as const]),
      ...(segment.extension === null ? [] : [[segment.extension, nameOf(segment)] as const]),
    ]),
  );

const leftUnanswered = (segment: Segment, names: Names): string | null => {
  switch (segment.outcome) {
    case 'lost':
      return 'the caller hung up';
    case 'unanswered':
      return 'no answer';
    case 'refused':
      return segment.direction === 'in' || segment.callType === 'internal' ? 'not taken here' : 'no answer';
    case 'diverted':
      return segment.transferredTo === null
        ? isSilentStay(segment)
          ? 'moved on'
          : 'no answer, moved on'
        : `moved on to ${names.get(segment.transferredTo) ?? segment.transferredTo}`;
    case 'overflowed':
      return segment.huntGroup === null ? 'overflowed' : `overflowed from ${groupOf(segment)}`;
    case 'failed':
      return 'the attempt failed';
    case 'inProgress':
      return 'still waiting';
    case 'answered':
    case 'transferred':
      return null;
  }
};

const transferTarget = ({ transferredToAgent, transferredTo }: Segment, names: Names): string => {
  const number = transferredTo ?? transferredToAgent;
  return number === null ? 'another device' : (names.get(number) ?? number);
};

const afterAnswer = (segment: Segment, names: Names): readonly (string | null)[] => [
  segment.talkMs > 0 ? `talked ${formatSpan(segment.talkMs)}` : null,
  segment.holdMs > 0 ? `on hold ${formatSpan(segment.holdMs)}` : null,
  segment.outcome === 'transferred' ? `transferred to ${transferTarget(segment, names)}` : null,
  segment.outcome === 'inProgress' ? 'still connected' : null,
];

const ringWords = (segment: Segment, now: number): string | null => {
  const waited = segment.answered || segment.endedAt !== null ? segment.ringMs : span(segment, now);
  if (isQueueOnly(segment)) return `waited in ${groupOf(segment)} ${formatSpan(waited)}`;
  if (waited === 0 && segment.answered) return null;
  if (isSilentStay(segment)) return `was at ${nameOf(segment)} ${formatSpan(span(segment, now))}`;
  const target = segment.huntGroup === null ? nameOf(segment) : groupOf(segment);
  return `rang ${target} ${formatSpan(waited)}`;
};

const stepText = (segment: Segment, names: Names, now: number): string => {
  if (segment.outcome === 'failed') return `${fromOf(segment).main} could not reach ${toOf(segment).main}: the attempt failed`;
  const outbound = segment.callType === 'external' && segment.direction === 'out';
  if (!segment.answered) {
    const rang = outbound ? `${nameOf(segment)} called ${toOf(segment).main} for ${formatSpan(segment.ringMs)}` : ringWords(segment, now);
    const who =
      !outbound && segment.huntGroup !== null && !isQueueOnly(segment) && !isSilentStay(segment) ? `last at ${nameOf(segment)}` : null;
    return joined([rang, who, leftUnanswered(segment, names)]);
  }
  const answered = outbound
    ? joined([`${nameOf(segment)} called ${toOf(segment).main}`, `answered after ${formatSpan(segment.ringMs)}`])
    : joined([ringWords(segment, now), `answered by ${nameOf(segment)}`]);
  return joined([answered, ...afterAnswer(segment, names)]);
};

/** Phones alerted together of which another one answered: one sentence for all of them. */
const isAlsoRang = (segment: Segment, all: readonly Segment[]): boolean =>
  segment.outcome === 'refused' &&
  !segment.answered &&
  all.some(
    (other) =>
      other !== segment &&
      other.answeredAt !== null &&
      other.startedAt <= (segment.endedAt ?? Number.POSITIVE_INFINITY) &&
      other.answeredAt >= segment.startedAt &&
      other.huntGroup === segment.huntGroup &&
      Math.abs(other.startedAt - segment.startedAt) < 2_000,
  );

const opening = (segments: readonly Segment[]): string => {
  const first = segments[0];
  if (first === undefined) return 'No segment of this call is known.';
  const from = fromOf(first);
  const who = from.extra === '' ? from.main : `${from.main} (${from.extra})`;
  if (first.callType === 'internal') return `${who} called inside the site.`;
  if (first.direction === 'out') return `${who} called out to ${toOf(first).main}.`;
  const dialled = first.ddi ?? first.dnis;
  return dialled === null ? `${who} called in.` : `${who} called in on ${dialled}.`;
};

const ending = (segments: readonly Segment[], call: Call | null): string | null => {
  if (call === null ? segments.some((segment) => segment.endedAt === null) : call.outcome === 'inProgress') return null;
  if (segments.some((segment) => segment.endedBy === 'inferred'))
    return 'The end was not seen; it is taken to be the last sure sign of the call.';
  if (call?.outcome === 'lost') return 'Nobody had answered when the caller hung up.';
  if (call?.outcome === 'unanswered') return 'It was not answered.';
  return 'The call ended.';
};

/**
 * A call read back as a person would tell it: "rang Reservations 12 s, answered by Ann, on hold 5 s, transferred to Bob".
 * Segments in their order; phones that rang beside the one that answered share a sentence.
 */
export const tellStory = (segments: readonly Segment[], call: Call | null, now: number): Story => {
  const ordered = [...segments].sort((a, b) => a.startedAt - b.startedAt || a.segmentNo - b.segmentNo);
  const names = namesIn(ordered);
  const alsoRang = ordered.filter((segment) => isAlsoRang(segment, ordered));
  const steps = ordered
    .filter((segment) => !alsoRang.includes(segment))
    .map((segment) => {
      const beside = alsoRang.filter(
        (other) => segment.answered && other.huntGroup === segment.huntGroup && Math.abs(other.startedAt - segment.startedAt) < 2_000,
      );
      const extra = beside.length === 0 ? '' : ` (${plural(beside.length, 'other phone')} rang too)`;
      return { at: segment.startedAt, text: `${stepText(segment, names, now)}${extra}`, segmentNo: segment.segmentNo };
    });
  return { opening: opening(ordered), steps, ending: ending(ordered, call) };
};
