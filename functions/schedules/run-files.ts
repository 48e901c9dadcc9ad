import { createReadStream, createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { GetObjectCommand, type GetObjectCommandInput, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { encodedName } from '../runtime/encoded-name.ts';
import { runFolder, signedSeconds } from './constants.ts';
import type { Place } from './types.ts';

/** Objects of runs in the bucket of exports, by run and name. */
export interface RunFiles {
  readonly putFile: (place: Place, run: string, name: string, path: string) => Promise<void>;
  readonly putJson: (place: Place, run: string, name: string, value: unknown) => Promise<void>;
  /** Null = it is gone. */
  readonly getBytes: (place: Place, run: string, name: string) => Promise<Buffer | null>;
  /** `false`: it is gone. */
  readonly fetchFile: (place: Place, run: string, name: string, path: string) => Promise<boolean>;
  /** An address for a browser, good for minutes. `as` = what the file is called there. */
  readonly sign: (place: Place, run: string, name: string, as: string) => Promise<{ readonly url: string; readonly expiresAt: number }>;
}

/** Where the n-th file of a run lies: names of two reports may be the same. */
export const storedName = (n: number, name: string): string => `files/${n}/${name}`;
export const rowsName = (n: number): string => `rows-${n}.parquet`;
export const factsName = (n: number): string => `facts-${n}.json`;
export const logoName = 'logo.json';
export const inputsName = 'inputs.json';

const isAbsent = (error: unknown): boolean => error instanceof Error && (error.name === 'NoSuchKey' || error.name === 'NotFound');

const signParams = (bucket: string, { tenant, site }: Place, run: string, name: string, as: string): GetObjectCommandInput => ({
  Bucket: bucket,
  Key: runFolder(tenant, site, run) + name,
  // RFC 6266: what is not ASCII goes encoded.
  ResponseContentDisposition: `attachment; filename*=UTF-8''${encodedName(as)}`,
  ResponseCacheControl: 'private, no-store',
});

export const createRunFiles = (deps: {
  readonly s3: S3Client;
  readonly links: S3Client;
  readonly bucket: string;
  readonly now: () => number;
}): RunFiles => {
  const { s3, links, bucket: Bucket, now } = deps;
  const keyOf = ({ tenant, site }: Place, run: string, name: string) => ({ Bucket, Key: runFolder(tenant, site, run) + name });
  const getBytes: RunFiles['getBytes'] = async (place, run, name) => {
    try {
      const { Body } = await s3.send(new GetObjectCommand(keyOf(place, run, name)));
      return Buffer.from((await Body?.transformToByteArray()) ?? new Uint8Array());
    } catch (error) {
      if (isAbsent(error)) return null;
      throw error;
    }
  };
  return {
    getBytes,
    putFile: async (place, run, name, path) => {
      await new Upload({ client: s3, params: { ...keyOf(place, run, name), Body: createReadStream(path) } }).done();
    },
    putJson: async (place, run, name, value) => {
      const Body = JSON.stringify(value);
      await s3.send(new PutObjectCommand({ ...keyOf(place, run, name), Body, ContentType: 'application/json' }));
    },
    fetchFile: async (place, run, name, path) => {
      try {
        const { Body } = await s3.send(new GetObjectCommand(keyOf(place, run, name)));
        if (!(Body instanceof Readable)) throw new Error(`${name} of run ${run} came without a body`);
        await pipeline(Body, createWriteStream(path, { mode: 0o600 }));
        return true;
      } catch (error) {
        if (isAbsent(error)) return false;
        throw error;
      }
    },
    sign: async (place, run, name, as) => {
      const command = new GetObjectCommand(signParams(Bucket, place, run, name, as));
      return { url: await getSignedUrl(links, command, { expiresIn: signedSeconds }), expiresAt: now() + signedSeconds * 1_000 };
    },
  };
};
