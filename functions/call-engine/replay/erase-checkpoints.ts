import { gunzipSync } from 'node:zlib';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectVersionsCommand,
  type ListObjectVersionsCommandInput,
  type ListObjectVersionsCommandOutput,
  type S3Client,
} from '@aws-sdk/client-s3';
import { inParallel } from '../../runtime/bounded.ts';
import { checkpointsPrefix, unpackedBatchBytes } from '../constants.ts';
import type { EventNumberEraser } from '../core/number-eraser.ts';
import type { Owner } from '../ports.ts';

export type EraseCheckpoints = (owner: Owner, eraser: EventNumberEraser, dryRun: boolean) => Promise<number>;

const readAtOnce = 16;
const isGone = (error: unknown): boolean => error instanceof Error && ['NoSuchKey', 'NoSuchVersion', 'NotFound'].includes(error.name);

/**
 * Deletes for good the checkpoints of a site that hold a number: calls with it were in progress. A replay then begins at the one before and
 * folds the erased archive. One that does not unpack is deleted too, as it may hold the number and serves nobody. @returns how many
 */
export const createEraseCheckpoints =
  (deps: { readonly client: Pick<S3Client, 'send'>; readonly bucket: string }): EraseCheckpoints =>
  async ({ tenant, site }, eraser, dryRun) => {
    const { client, bucket: Bucket } = deps;
    const holds = async (Key: string, VersionId: string | undefined): Promise<boolean> => {
      try {
        const { Body } = await client.send(new GetObjectCommand({ Bucket, Key, VersionId }));
        const bytes = (await Body?.transformToByteArray()) ?? new Uint8Array();
        let text: string;
        try {
          text = gunzipSync(bytes, { maxOutputLength: 4 * unpackedBatchBytes }).toString('utf8');
        } catch {
          return true;
        }
        return eraser.erase(text) !== text;
      } catch (error) {
        if (isGone(error)) return false;
        throw error;
      }
    };
    let dropped = 0;
    let next: Partial<ListObjectVersionsCommandInput> | null = {};
    while (next !== null) {
      const page: ListObjectVersionsCommandOutput = await client.send(
        new ListObjectVersionsCommand({ Bucket, Prefix: checkpointsPrefix(tenant, site), ...next }),
      );
      await inParallel(page.Versions ?? [], readAtOnce, async ({ Key = '', VersionId }) => {
        if (!(await holds(Key, VersionId))) return;
        if (!dryRun) await client.send(new DeleteObjectCommand({ Bucket, Key, VersionId }));
        dropped += 1;
      });
      next = page.IsTruncated === true ? { KeyMarker: page.NextKeyMarker, VersionIdMarker: page.NextVersionIdMarker } : null;
    }
    return dropped;
  };
