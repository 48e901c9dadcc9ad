import type { LakeTableName } from '../constants.ts';
import type { Hour } from './hours.ts';

/** Files made together. */
export interface Piece {
  readonly id: string;
  /** Hours whose rows are in its files, whether they still count or not. */
  readonly holds: readonly Hour[];
  readonly files: Partial<Readonly<Record<LakeTableName, PieceFile>>>;
}
export interface PieceFile {
  readonly key: string;
  readonly bytes: number;
  readonly rows: number;
}
/** How often each hour had changed when rows were read: of the hour itself and of the hours that ids of its calls begin in. */
export type Counts = Readonly<Record<Hour, number>>;

export interface SealedHour {
  readonly counts: Counts;
  /** Null for an hour whose rows are all gone. */
  readonly piece: string | null;
  readonly sealedAt: number;
  /** Since when its figures could be read from the lake. */
  readonly firstSealedAt: number;
  readonly schema: string;
}
/** What the lake has of one site and UTC date. */
export interface Manifest {
  readonly hours: Readonly<Record<Hour, SealedHour>>;
  readonly pieces: readonly Piece[];
  /** Files that no hour takes rows from any more, and since when. */
  readonly retired: readonly { readonly key: string; readonly at: number }[];
  /** The piece that Athena sees; null = none yet. */
  readonly published: string | null;
}
export const emptyManifest: Manifest = { hours: {}, pieces: [], retired: [], published: null };

/** Its rows are those that history has. @param countOf changes of an hour so far; 0 = none */
export const isClean = (sealed: SealedHour, schema: string, countOf: (hour: Hour) => number): boolean =>
  sealed.schema === schema && Object.entries(sealed.counts).every(([hour, n]) => countOf(hour) === n);

/** Drops pieces that no hour takes rows from; their files are retired. */
const tidied = (manifest: Manifest, now: number, alsoUsed: string | null = null): Manifest => {
  const used = new Set([alsoUsed, ...Object.values(manifest.hours).map((hour) => hour.piece)]);
  const kept = manifest.pieces.filter((piece) => used.has(piece.id));
  const gone = manifest.pieces.filter((piece) => !used.has(piece.id)).flatMap((piece) => Object.values(piece.files));
  return { ...manifest, pieces: kept, retired: [...manifest.retired, ...gone.map(({ key }) => ({ key, at: now }))] };
};

/** An hour as read by a sealer. */
export interface FreshHour {
  readonly hour: Hour;
  readonly counts: Counts;
  readonly schema: string;
  /** Null when there are no rows. */
  readonly piece: Piece | null;
}

/** Never goes back: what another sealer read later, or just as late, stays. */
const supersedes = (fresh: FreshHour, sealed: SealedHour | undefined): boolean => {
  if (sealed === undefined || sealed.schema !== fresh.schema) return true;
  const hours = Object.entries(fresh.counts);
  const older = hours.some(([hour, n]) => n < (sealed.counts[hour] ?? 0));
  const newer = hours.some(([hour, n]) => n > (sealed.counts[hour] ?? 0));
  return newer && !older;
};

/** @returns null when nothing of it is news. */
export const withSealedHours = (manifest: Manifest, fresh: readonly FreshHour[], now: number): Manifest | null => {
  const news = fresh.filter((one) => supersedes(one, manifest.hours[one.hour]));
  if (news.length === 0) return null;
  const hours = { ...manifest.hours };
  for (const { hour, counts, schema, piece } of news)
    hours[hour] = { counts, schema, piece: piece?.id ?? null, sealedAt: now, firstSealedAt: hours[hour]?.firstSealedAt ?? now };
  return tidied({ ...manifest, hours, pieces: [...manifest.pieces, ...news.flatMap((one) => one.piece ?? [])] }, now);
};

/** All hours of the manifest from one piece, made of exactly this manifest; it stays even if it is empty, for Athena to see that it is. */
export const withDayPiece = (manifest: Manifest, piece: Piece, now: number): Manifest => {
  const hours = Object.fromEntries(
    Object.entries(manifest.hours).map(([hour, sealed]) => [hour, sealed.piece === null ? sealed : { ...sealed, piece: piece.id }]),
  );
  return tidied({ ...manifest, hours, pieces: [...manifest.pieces, piece] }, now, piece.id);
};

export const withoutRetired = (manifest: Manifest, keys: ReadonlySet<string>): Manifest => ({
  ...manifest,
  retired: manifest.retired.filter(({ key }) => !keys.has(key)),
});

/** Hours that a piece holds and that are not wanted from it. */
export const exceptOf = (piece: Piece, taken: ReadonlySet<Hour>): readonly Hour[] => piece.holds.filter((hour) => !taken.has(hour));

/** Every key that it names. */
export const keysOf = (manifest: Manifest): ReadonlySet<string> =>
  new Set([
    ...manifest.pieces.flatMap((piece) => Object.values(piece.files).map(({ key }) => key)),
    ...manifest.retired.map(({ key }) => key),
  ]);
