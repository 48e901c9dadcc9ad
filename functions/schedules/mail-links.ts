import { createHash, randomBytes } from 'node:crypto';
import { type DynamoDBDocumentClient, GetCommand, type GetCommandInput, PutCommand, type PutCommandInput } from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';
import { siteIdSchema, tenantIdSchema } from '../domain/ids.ts';
import { linkSk, schedulesPk } from './constants.ts';
import type { Place } from './types.ts';

/** A file of a run that whoever has the link may fetch, until it ends. */
export interface MailLink {
  readonly run: string;
  readonly file: number;
  /** Epoch ms. */
  readonly endsAt: number;
}

const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');
const stored = z.object({ run: z.string(), file: z.number(), endsAt: z.number() });
/** Tenant, site and a secret of 256 bits; ids have no dots. */
const token = z
  .string()
  .max(250)
  .transform((text) => text.split('.'))
  .pipe(z.tuple([tenantIdSchema, siteIdSchema, z.string().regex(/^[\w-]{43}$/)]));

export const linkPutParams = (table: string, { tenant, site }: Place, secret: string, link: MailLink): PutCommandInput => ({
  TableName: table,
  Item: { pk: schedulesPk(tenant, site), sk: linkSk(hashOf(secret)), ...link, expiresAt: Math.ceil(link.endsAt / 1_000) },
});
const linkGetParams = (table: string, { tenant, site }: Place, secret: string): GetCommandInput => ({
  TableName: table,
  Key: { pk: schedulesPk(tenant, site), sk: linkSk(hashOf(secret)) },
});

/**
 * Links of mails lead through the API: an address signed with a function's own credentials would end with them, after hours. Only a hash of
 * the secret is kept.
 */
export interface MailLinks {
  /** The token of a new link. */
  readonly make: (place: Place, link: MailLink) => Promise<string>;
  /** Null = no link, or one that has ended. */
  readonly find: (text: string) => Promise<(MailLink & { readonly place: Place }) | null>;
}

export const createMailLinks = (deps: {
  readonly client: Pick<DynamoDBDocumentClient, 'send'>;
  readonly table: string;
  readonly now: () => number;
}): MailLinks => {
  const { client, table, now } = deps;
  return {
    make: async (place, link) => {
      const secret = randomBytes(32).toString('base64url');
      await client.send(new PutCommand(linkPutParams(table, place, secret, link)));
      return [place.tenant, place.site, secret].join('.');
    },
    find: async (text) => {
      const parsed = token.safeParse(text);
      if (!parsed.success) return null;
      const [tenant, site, secret] = parsed.data;
      const { Item } = await client.send(new GetCommand(linkGetParams(table, { tenant, site }, secret)));
      const link = Item === undefined ? null : stored.parse(Item);
      return link === null || link.endsAt <= now() ? null : { ...link, place: { tenant, site } };
    },
  };
};
