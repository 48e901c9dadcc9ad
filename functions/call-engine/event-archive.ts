import { HeadObjectCommand, PutObjectCommand, type PutObjectCommandInput, type S3Client } from '@aws-sdk/client-s3';
import { archiveKey } from './constants.ts';
import type { Owner } from './ports.ts';

/** Frames of one link that are folded together, as they came. */
export interface ArchiveBatch {
  readonly owner: Owner;
  readonly link: string;
  /** First and last number, per frame; ascending. `place` = where the frame stands among those of all links that are folded with it. */
  readonly frames: readonly { readonly firstSeq: number; readonly lastSeq: number; readonly bytes: Uint8Array; readonly place: number }[];
  /** Epoch ms of the first event: the day the object lies under. */
  readonly startedAt: number;
  readonly configVersion: number;
  /** Version of the site's state they are folded into: with `place`, the order across links. */
  readonly stateVersion: number;
  /** Numbers of the link declared lost in this fold. */
  readonly declaredLost: readonly { readonly from: number; readonly to: number }[];
}

/** S3 takes 2 KB of metadata an object. So many places are never reached by agents, which have one batch in flight. */
const placesBytes = 1_000;

const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);

const orderOf = (batch: ArchiveBatch): Readonly<Record<string, string>> => {
  const places = batch.frames.map((frame) => frame.place).join(',');
  return {
    'state-version': String(batch.stateVersion),
    ...(places.length <= placesBytes ? { places } : {}),
    ...(batch.declaredLost.length > 0 ? { 'declared-lost': batch.declaredLost.map(({ from, to }) => `${from}-${to}`).join(',') } : {}),
  };
};

/** `firstSeq` names the first number that no earlier object holds. Never overwrites: an object may already hold more than we do. */
export const archivePutParams = (bucket: string, batch: ArchiveBatch, firstSeq: number): PutObjectCommandInput => ({
  Bucket: bucket,
  Key: archiveKey(batch.owner.tenant, batch.owner.site, dayOf(batch.startedAt), batch.link, firstSeq),
  Body: Buffer.concat(batch.frames.map((frame) => frame.bytes)),
  ContentType: 'application/octet-stream',
  IfNoneMatch: '*',
  Metadata: {
    'last-seq': String(batch.frames.at(-1)?.lastSeq ?? 0),
    'config-version': String(batch.configVersion),
    frames: String(batch.frames.length),
    ...orderOf(batch),
  },
});

const alreadyThere = (error: unknown): boolean =>
  error instanceof Error && (error.name === 'PreconditionFailed' || error.name === 'ConditionalRequestConflict');

export type ArchiveEvents = (batch: ArchiveBatch) => Promise<void>;

/**
 * Keeps frames before their fold counts as done. When the object is there (a crash between archive and commit, or another consumer),
 * what it lacks goes into an object of its own, so nothing is lost whichever split of batches came first.
 */
export const createEventArchive =
  (deps: { readonly client: Pick<S3Client, 'send'>; readonly bucket: string }): ArchiveEvents =>
  async (batch) => {
    let rest = batch;
    let firstSeq = batch.frames[0]?.firstSeq ?? 0;
    while (rest.frames.length > 0) {
      const params = archivePutParams(deps.bucket, rest, firstSeq);
      try {
        await deps.client.send(new PutObjectCommand(params));
        return;
      } catch (error) {
        if (!alreadyThere(error)) throw error;
      }
      const { Metadata } = await deps.client.send(new HeadObjectCommand({ Bucket: deps.bucket, Key: params.Key }));
      const last = Number(Metadata?.['last-seq']);
      if (!Number.isSafeInteger(last) || last < firstSeq)
        throw new Error(`archive object ${params.Key} names no last number: repair it by hand`);
      rest = { ...rest, frames: rest.frames.filter((frame) => frame.lastSeq > last) };
      firstSeq = last + 1;
    }
  };
