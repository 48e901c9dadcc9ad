import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand, type PutObjectCommandInput, type S3Client } from '@aws-sdk/client-s3';
import { z } from 'zod';
import { packJson, unpackJson } from '../../runtime/pack.ts';
import { checkpointKey, checkpointsPrefix } from '../constants.ts';
import type { EngineState } from '../core/fold-events.ts';
import type { Owner } from '../ports.ts';
import type { Checkpoint } from './checkpoint.ts';

export interface CheckpointStore {
  /** Puts the same object however often it is called for one commit. */
  readonly put: (owner: Owner, checkpoint: Checkpoint) => Promise<void>;
  /** The newest that holds nothing after `at` (epoch ms); null when there is none. */
  readonly newestUntil: (owner: Owner, at: number) => Promise<Checkpoint | null>;
}

const stored = z.object({
  v: z.literal(1),
  version: z.number().int(),
  n: z.number().int(),
  links: z.record(z.string(), z.number()),
  configVersion: z.number().int(),
  at: z.number(),
  // Only states of the shape that the engine of today folds.
  engine: z.looseObject({ v: z.literal(1) }),
});

export const checkpointPutParams = (bucket: string, { tenant, site }: Owner, checkpoint: Checkpoint): PutObjectCommandInput => ({
  Bucket: bucket,
  Key: checkpointKey(tenant, site, checkpoint.at, checkpoint.version),
  Body: packJson({ v: 1, ...checkpoint }),
  ContentType: 'application/gzip',
  Metadata: { 'state-version': String(checkpoint.version), 'config-version': String(checkpoint.configVersion) },
});

const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);
const instantIn = (key: string): number | null => {
  const m = /\/(\d{15})-\d{12}\.json\.gz$/.exec(key);
  return m === null ? null : Number(m[1]);
};
const isGone = (error: unknown): boolean => error instanceof Error && error.name === 'NoSuchKey';

export const createCheckpointStore = (deps: { readonly client: Pick<S3Client, 'send'>; readonly bucket: string }): CheckpointStore => {
  const { client, bucket: Bucket } = deps;
  const list = async (Prefix: string, Delimiter?: string): Promise<readonly string[]> => {
    const found: string[] = [];
    let ContinuationToken: string | undefined;
    do {
      const page = await client.send(new ListObjectsV2Command({ Bucket, Prefix, Delimiter, ContinuationToken }));
      found.push(
        ...(page.Contents ?? []).flatMap(({ Key }) => Key ?? []),
        ...(page.CommonPrefixes ?? []).flatMap((one) => one.Prefix ?? []),
      );
      ContinuationToken = page.NextContinuationToken;
    } while (ContinuationToken !== undefined);
    return found;
  };
  const read = async (Key: string): Promise<Checkpoint | null> => {
    try {
      const { Body } = await client.send(new GetObjectCommand({ Bucket, Key }));
      const parsed = stored.safeParse(unpackJson((await Body?.transformToByteArray()) ?? new Uint8Array()));
      if (!parsed.success) return null;
      const { v: _v, engine, ...rest } = parsed.data;
      return { ...rest, engine: engine as object as EngineState };
    } catch (error) {
      // Dropped by an erasure after it was listed.
      if (isGone(error)) return null;
      throw error;
    }
  };
  return {
    put: async (owner, checkpoint) => {
      await client.send(new PutObjectCommand(checkpointPutParams(Bucket, owner, checkpoint)));
    },
    newestUntil: async ({ tenant, site }, at) => {
      const prefix = checkpointsPrefix(tenant, site);
      const ofDay = async (day: string): Promise<Checkpoint | null> => {
        const keys = (await list(`${prefix}date=${day}/`)).filter((key) => (instantIn(key) ?? Number.POSITIVE_INFINITY) <= at);
        for (const key of keys.toReversed()) {
          const found = await read(key);
          if (found !== null) return found;
        }
        return null;
      };
      const today = await ofDay(dayOf(at));
      if (today !== null) return today;
      const days = (await list(prefix, '/')).map((one) => one.slice(`${prefix}date=`.length, -1)).filter((day) => day < dayOf(at));
      for (const day of days.toReversed()) {
        const found = await ofDay(day);
        if (found !== null) return found;
      }
      return null;
    },
  };
};
