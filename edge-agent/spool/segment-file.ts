/** One file of the spool. `size` counts its good, durable bytes; the newest file is the one that grows. */
export interface SegmentFile {
  readonly name: string;
  /** No record in it has a smaller number. */
  readonly firstSeq: number;
  size: number;
}

export const segmentName = (firstSeq: number): string => `${String(firstSeq).padStart(16, '0')}.seg`;

/** First number of a segment file; `null` for other files. */
export const parseSegmentName = (name: string): number | null => {
  const digits = /^(\d{16})\.seg$/.exec(name)?.[1];
  return digits === undefined ? null : Number(digits);
};
