import { PutObjectCommand, type PutObjectCommandInput, type S3Client } from '@aws-sdk/client-s3';
import { type DynamoDBDocumentClient, PutCommand, type PutCommandInput } from '@aws-sdk/lib-dynamodb';
import { rejectedKeptSeconds, rejectedObjectKey, rejectedSk, sitePk, unattributedPk } from './constants.ts';
import type { Rejection } from './ports.ts';

const isoOf = (at: number): string => new Date(at).toISOString();

export const rejectedPutParams = (table: string, rejection: Rejection): PutCommandInput => ({
  TableName: table,
  Item: {
    pk: rejection.owner === null ? unattributedPk : sitePk(rejection.owner.tenant, rejection.owner.site),
    sk: rejectedSk(isoOf(rejection.at), rejection.id),
    id: rejection.id,
    at: rejection.at,
    reason: rejection.reason,
    detail: rejection.detail.slice(0, 2_000),
    agent: rejection.agent,
    link: rejection.link,
    firstSeq: rejection.firstSeq,
    lastSeq: rejection.lastSeq,
    raw: rejection.raw,
    key: rejection.bytes === null ? null : keyOf(rejection),
    expiresAt: Math.floor(rejection.at / 1_000) + rejectedKeptSeconds,
  },
});

/** The id holds the agent's own name of its link: encoded, so that it stays one part of the key. */
const keyOf = (rejection: Rejection): string =>
  rejectedObjectKey(rejection.owner, isoOf(rejection.at).slice(0, 10), encodeURIComponent(rejection.id));

export const rejectedObjectParams = (bucket: string, rejection: Rejection & { readonly bytes: Uint8Array }): PutObjectCommandInput => ({
  Bucket: bucket,
  Key: keyOf(rejection),
  Body: rejection.bytes,
  ContentType: 'application/octet-stream',
  Metadata: { reason: rejection.reason },
});

export type RejectEvents = (rejection: Rejection) => Promise<void>;

/** Raw bytes first, then the item that lists them; both overwrite themselves on a retry. */
export const createRejectedStore =
  (deps: {
    readonly dynamo: Pick<DynamoDBDocumentClient, 'send'>;
    readonly s3: Pick<S3Client, 'send'>;
    readonly table: string;
    readonly bucket: string;
  }): RejectEvents =>
  async (rejection) => {
    const { bytes } = rejection;
    if (bytes !== null) await deps.s3.send(new PutObjectCommand(rejectedObjectParams(deps.bucket, { ...rejection, bytes })));
    await deps.dynamo.send(new PutCommand(rejectedPutParams(deps.table, rejection)));
  };
