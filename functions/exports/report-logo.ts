import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { type DynamoDBDocumentClient, GetCommand, TransactWriteCommand, type TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';
import { auditNote } from '../audit/audit.ts';
import type { AuditWrite, Doing, TransactWrite } from '../audit/types.ts';
import { mediaObjectKey, mediaPk, mediaSk } from '../board-media/constants.ts';
import type { SiteScope } from '../identity/types.ts';
import { ProblemError } from '../runtime/problem.ts';
import { logoBytesAtMost, logoPk, logoSk } from './constants.ts';
import type { FileLogo } from './core/file-types.ts';
import { imageSize } from './core/image-size.ts';
import type { Place } from './types.ts';

export interface ReadLogoDeps {
  readonly client: Pick<DynamoDBDocumentClient, 'send'>;
  readonly s3: Pick<S3Client, 'send'>;
  readonly reportsTable: string;
  readonly boardsTable: string;
  readonly mediaBucket: string;
}
export interface ReportLogoDeps extends ReadLogoDeps {
  readonly audit: AuditWrite;
  readonly now: () => number;
}
export interface ReportLogo {
  /** Id of a picture among the site's files; null = none. */
  readonly find: (at: Place) => Promise<string | null>;
  readonly set: (doing: Doing, media: string | null) => Promise<void>;
}
const rowSchema = z.object({ media: z.string() });
const mediaSchema = z.object({ name: z.string(), contentType: z.string(), bytes: z.number(), state: z.string() });

const logoWrite = (table: string, { tenant, site }: Place, media: string | null): TransactWrite => {
  const Key = { pk: logoPk(tenant, site), sk: logoSk };
  return media === null ? { Delete: { TableName: table, Key } } : { Put: { TableName: table, Item: { ...Key, tenant, site, media } } };
};

const createLogoReader = (deps: ReadLogoDeps) => {
  const { client } = deps;
  const find = async ({ tenant, site }: Place): Promise<string | null> => {
    const { Item } = await client.send(new GetCommand({ TableName: deps.reportsTable, Key: { pk: logoPk(tenant, site), sk: logoSk } }));
    return Item === undefined ? null : rowSchema.parse(Item).media;
  };
  const mediaOf = async ({ tenant, site }: Place, media: string) => {
    const { Item } = await client.send(
      new GetCommand({ TableName: deps.boardsTable, Key: { pk: mediaPk(tenant, site), sk: mediaSk(media) } }),
    );
    const parsed = mediaSchema.safeParse(Item);
    return parsed.success && parsed.data.state === 'ready' ? parsed.data : null;
  };
  const load = async (at: Place, media: string): Promise<FileLogo | null> => {
    const found = await mediaOf(at, media);
    const contentType = found?.contentType;
    if (found === null || (contentType !== 'image/png' && contentType !== 'image/jpeg') || found.bytes > logoBytesAtMost) return null;
    try {
      const object = await deps.s3.send(new GetObjectCommand({ Bucket: deps.mediaBucket, Key: mediaObjectKey(at.tenant, at.site, media) }));
      const bytes = await object.Body?.transformToByteArray();
      return bytes === undefined || imageSize(bytes) === null ? null : { contentType, bytes };
    } catch (error) {
      if (error instanceof Error && error.name === 'NoSuchKey') return null;
      throw error;
    }
  };
  return { find, load };
};

/** The picture itself; null when there is none, or it was deleted since. */
export const createReadLogo = (deps: ReadLogoDeps): ((scope: SiteScope) => Promise<FileLogo | null>) => {
  const { find, load } = createLogoReader(deps);
  return async (scope) => {
    const media = await find(scope);
    return media === null ? null : load(scope, media);
  };
};

/** The picture that PDF and Word files of a site carry: one of the files of its boards. */
export const createReportLogo = (deps: ReportLogoDeps): ReportLogo => {
  const { find, load } = createLogoReader(deps);
  return {
    find,
    /** @throws ProblemError `bad-request` for what is no picture of the site */
    set: async (doing, media) => {
      const { scope } = doing;
      const detail = 'Name a PNG or JPEG picture of at most 1 MB among the files of this site (GET media), or null.';
      if (media !== null && (await load(scope, media)) === null)
        throw new ProblemError('bad-request', detail, { errors: [{ pointer: '#/media', detail, in: 'body' }] });
      const before = await find(scope);
      const summary = media === null ? 'taken away' : 'set';
      const changes = [{ path: '/media', before: before ?? undefined, after: media ?? undefined }];
      const row = deps.audit(auditNote(doing, deps.now(), { action: 'reportLogo.set', object: 'logo of reports', summary, changes }));
      const write: TransactWriteCommandInput = { TransactItems: [logoWrite(deps.reportsTable, scope, media), row] };
      await deps.client.send(new TransactWriteCommand(write));
    },
  };
};
