import { BatchFrameError, parseFrame } from '../../domain/batch-frame.ts';
import type { SiteBatch } from '../accept-batches.ts';
import type { Owner } from '../ports.ts';
import { readEvents } from '../read-events.ts';

/** Something of the archive that could not be used. Each is listed; the rest goes on. */
export interface RebuildProblem {
  readonly what: 'objectName' | 'objectUnreadable' | 'metadata' | 'numbersMissing' | 'configurationMissing';
  /** Key of the object; null when no single one is meant. */
  readonly object: string | null;
  readonly detail: string;
}
/** What the key of an object says. */
export interface ObjectName {
  readonly key: string;
  readonly link: string;
  readonly firstSeq: number;
}
export interface ArchivedFrame {
  readonly batch: SiteBatch;
  readonly object: string;
  /** Version of the state it was folded into; null for objects from before it was kept. */
  readonly stateVersion: number | null;
  readonly place: number;
  /** Null when the object does not tell. */
  readonly configVersion: number | null;
  readonly declaredLost: readonly { readonly from: number; readonly to: number }[];
}
export interface ReadObject {
  readonly frames: readonly ArchivedFrame[];
  readonly problems: readonly RebuildProblem[];
}

const decoded = (text: string): string | null => {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
};

/** @returns null for a key that no object of the archive has */
export const parseObjectName = (key: string): ObjectName | null => {
  const m = /\/date=\d{4}-\d\d-\d\d\/([^/]+)-(\d{12,})\.tlb$/.exec(key);
  const link = m?.[1] === undefined ? null : decoded(m[1]);
  const firstSeq = Number(m?.[2]);
  return link === null || !Number.isSafeInteger(firstSeq) || firstSeq < 1 ? null : { key, link, firstSeq };
};

const wholeNumber = (text: string | undefined): number | null => (text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : null);

const rangesOf = (text: string | undefined): readonly { readonly from: number; readonly to: number }[] =>
  (text ?? '').split(',').flatMap((range) => {
    const m = /^(\d+)-(\d+)$/.exec(range);
    return m === null ? [] : [{ from: Number(m[1]), to: Number(m[2]) }];
  });

/**
 * The frames of an object, in order. Signatures were verified before it was written and keys may be gone since, so they are not looked
 * at again: the archive is ours. Never throws; what cannot be read is named, and what stands before it in the object is used.
 */
export const readArchiveObject = (
  owner: Owner,
  name: ObjectName,
  bytes: Uint8Array,
  metadata: Readonly<Record<string, string>>,
): ReadObject => {
  const { key } = name;
  const problems: RebuildProblem[] = [];
  const problem = (what: RebuildProblem['what'], detail: string): void => void problems.push({ what, object: key, detail });
  const configVersion = wholeNumber(metadata['config-version']);
  const stateVersion = wholeNumber(metadata['state-version']);
  const places = metadata.places?.split(',').map(wholeNumber) ?? [];
  if (configVersion === null) problem('metadata', 'names no version of the configuration: that of the object before is taken');
  if (stateVersion === null && metadata['state-version'] !== undefined)
    problem('metadata', `names "${metadata['state-version']}" as version of the state`);
  const frames: ArchivedFrame[] = [];
  try {
    for (let offset = 0; offset < bytes.length; ) {
      const parsed = parseFrame(bytes, offset);
      const { header, end } = parsed;
      if (header.link !== name.link) throw new BatchFrameError('frame.header', `a frame of link "${header.link}"`);
      const frame = { ...owner, header, bytes: bytes.subarray(offset, end), body: parsed.body };
      const batch: SiteBatch = { frame, read: readEvents(header, parsed.body), record: 0, arrivedAt: 0 };
      const place = places[frames.length] ?? 0;
      const declaredLost = rangesOf(metadata['declared-lost']);
      frames.push({ batch, object: key, stateVersion, place, configVersion, declaredLost });
      offset = end;
    }
  } catch (error) {
    if (!(error instanceof BatchFrameError)) throw error;
    problem('objectUnreadable', `${error.message}; ${frames.length} frames before it are used`);
  }
  const lastSeq = frames.at(-1)?.batch.read.lastSeq;
  if (lastSeq === undefined && problems.length === 0) problem('objectUnreadable', 'is empty');
  if (lastSeq !== undefined && wholeNumber(metadata['last-seq']) !== lastSeq)
    problem('metadata', `says it ends with number ${metadata['last-seq'] ?? '(none)'}, but it ends with ${lastSeq}`);
  return { frames, problems };
};
