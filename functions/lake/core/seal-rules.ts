import { compactAfterMs, dayMs, hourMs, sealAfterMs, sealAgainMs } from '../constants.ts';
import { dateStart, type Hour, hourStart } from './hours.ts';
import { isClean, type Manifest } from './manifest.ts';

export interface SealQuestion {
  readonly now: number;
  readonly schema: string;
  /** Hours that ever had rows. */
  readonly marked: readonly Hour[];
  readonly countOf: (hour: Hour) => number;
  readonly manifest: Manifest;
  /** Days for which history keeps rows; null = for ever. */
  readonly rowsKeptDays: number | null;
}

/** Rows that old may be gone from history: a file must not be replaced by what is left of them. */
export const isBeyondRows = (hour: Hour, now: number, rowsKeptDays: number | null): boolean =>
  rowsKeptDays !== null && hourStart(hour) < now - (rowsKeptDays - 1) * dayMs;

const isDirty = (hour: Hour, { manifest, schema, countOf }: SealQuestion): boolean => {
  const sealed = manifest.hours[hour];
  return sealed === undefined || !isClean(sealed, schema, countOf);
};

/**
 * Hours to seal now, newest first: ended, changed since they were sealed, and not sealed a moment ago. No wait for quiet: a call that goes
 * on for hours would keep its hour out of the lake, and an hour sealed too early is only sealed again.
 */
export const hoursToSeal = (question: SealQuestion): readonly Hour[] =>
  question.marked
    .filter((hour) => {
      const { now, manifest, rowsKeptDays } = question;
      if (now < hourStart(hour) + hourMs + sealAfterMs || isBeyondRows(hour, now, rowsKeptDays)) return false;
      return isDirty(hour, question) && now - (manifest.hours[hour]?.sealedAt ?? 0) >= sealAgainMs;
    })
    .sort((a, b) => (a < b ? 1 : -1));

/** The date is over, all of it is sealed and clean, and it is not in one piece yet. */
export const isToCompact = (date: string, question: SealQuestion): boolean => {
  const { manifest, marked, now } = question;
  if (now < dateStart(date) + dayMs + compactAfterMs) return false;
  if (marked.some((hour) => isDirty(hour, question))) return false;
  const [first, ...others] = manifest.pieces;
  // Rows that are all gone are still there for Athena.
  if (first === undefined) return manifest.published !== null;
  return others.length > 0 || !isDayPiece(manifest, first.id);
};

/** One piece with every hour that has rows, and no hour in it that counts no more. */
const isDayPiece = (manifest: Manifest, id: string): boolean => {
  const piece = manifest.pieces.find((one) => one.id === id);
  return piece?.id.startsWith('day-') === true && piece.holds.every((hour) => manifest.hours[hour]?.piece === id);
};

/** The piece Athena should see and does not. */
export const pieceToPublish = (manifest: Manifest): string | null => {
  const [only, ...others] = manifest.pieces;
  if (only === undefined || others.length > 0 || !isDayPiece(manifest, only.id)) return null;
  return manifest.published === only.id ? null : only.id;
};
