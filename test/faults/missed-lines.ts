import { expect } from 'vitest';
import { callStartOf } from '../../functions/domain/ids.ts';
import type { ScriptedCall } from './pbx-day.ts';
import { differences, type StoredSite } from './stored-site.ts';

/** A run in which the lines of a stretch of time (epoch ms) never reached the agent, beside the undisturbed run of the same day. */
export interface MissedLines {
  readonly calm: StoredSite;
  readonly got: StoredSite;
  /** What the PBX did. */
  readonly script: readonly ScriptedCall[];
  readonly from: number;
  readonly to: number;
  /** When the agent or the link ended for certain; lines between `from` and this may have come or not. Default: `from`. */
  readonly endedAt?: number;
  /** Why the gap is there. */
  readonly cause: readonly string[];
}

type CallRow = StoredSite['calls'][number];
const at = (instant: string | null): number => (instant === null ? Number.POSITIVE_INFINITY : Date.parse(instant));
const bornAt = (call: CallRow): number => callStartOf(call.logicalCallId) ?? at(call.startedAt);
/** Rows of one call, its segments with it. */
const rowsOf = (stored: StoredSite, id: string): readonly string[] =>
  stored.rows.filter((row) => /#(CALL|SEG)#/.test(row.split(' ')[0] ?? '') && row.includes(`"logicalCallId":"${id}"`));

/** How one call of the undisturbed run may look after the loss; null = as it should. */
const wrongOf = (run: MissedLines, call: CallRow): string | null => {
  const { calm, got, from, to } = run;
  const id = call.logicalCallId;
  const found = got.calls.find((other) => other.logicalCallId === id);
  const unlike = differences(rowsOf(calm, id), rowsOf(got, id));
  if (unlike.length === 0) return null;
  if (at(call.endedAt) < from) return `ended before the loss and differs: ${unlike.join('; ')}`;
  if (bornAt(call) > to) return `began after the loss and differs: ${unlike.join('; ')}`;
  if (found === undefined) {
    // Without a segment there is no row: it was only being dialled, and is listed so.
    const isListed = got.anomalies.some(({ logicalCallId }) => logicalCallId === id);
    return bornAt(call) >= from || (at(call.startedAt) >= from && isListed) ? null : 'was open at the loss and is gone';
  }
  if (found.endedBy === 'inferred') {
    if (at(found.endedAt) > to) return `inferred end at ${String(found.endedAt)}, after the loss`;
    return got.anomalies.some(({ kind, logicalCallId }) => kind === 'inferredEnd' && logicalCallId === id)
      ? null
      : 'inferred end is not listed';
  }
  // It was still there when the lines came back: what was missed lies in the gap, its end does not. Where the last device it was seen at
  // is one that it left in the gap, that is its last known stay.
  return at(call.endedAt) >= to && (found.endedAt === call.endedAt || at(found.endedAt) <= to)
    ? null
    : `neither equal nor inferred: ${unlike.join('; ')}`;
};

/** Whether a stored call is one that the PBX had. */
const isScripted = (run: MissedLines, call: CallRow): boolean =>
  run.script.some(({ id, from, to }) => id === call.pbxCallId && from <= bornAt(call) && bornAt(call) <= to);

/**
 * Each call is as in the undisturbed run, or was open in the gap and ends inferred, or outlived the gap and lacks only what happened in it;
 * none is invented; the loss itself is listed.
 */
export const expectHonestLoss = (run: MissedLines): void => {
  const { calm, got, from, to } = run;
  const wrong = calm.calls.flatMap((call) => {
    const reason = wrongOf(run, call);
    return reason === null ? [] : [`${call.logicalCallId} ${reason}`];
  });
  expect(wrong).toEqual([]);
  // A call more than in the undisturbed run is one first seen late, or a consultation that does not find the call it belongs to.
  expect(got.calls.filter((call) => !isScripted(run, call)).map((call) => call.logicalCallId)).toEqual([]);
  const covering = got.gaps.filter(
    (gap) => run.cause.includes(gap.cause) && at(gap.startedAt) <= (run.endedAt ?? from) && gap.endedAt !== null && at(gap.endedAt) >= to,
  );
  expect(covering, JSON.stringify({ from: new Date(from), to: new Date(to), gaps: got.gaps })).toHaveLength(1);
};
