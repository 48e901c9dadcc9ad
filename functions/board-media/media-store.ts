import {
  type DynamoDBDocumentClient,
  GetCommand,
  QueryCommand,
  TransactWriteCommand,
  type TransactWriteCommandInput,
} from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';
import type { TransactWrite } from '../audit/types.ts';
import { held, wasOvertaken } from '../runtime/held-write.ts';
import { mediaTypeNames } from './constants.ts';
import type { Media } from './core/types.ts';
import { type MediaOwner, mediaDeleteParams, mediaGetParams, promiseParams, readyParams, shelfParams } from './media-params.ts';

/** All files of a site, as read at one revision. */
export interface MediaShelf {
  readonly rev: number;
  /** By name, waiting ones included. */
  readonly items: readonly Media[];
}
export interface MediaStore {
  readonly read: (owner: MediaOwner) => Promise<MediaShelf>;
  readonly find: (owner: MediaOwner, id: string) => Promise<Media | null>;
  /** `false`: somebody changed the list since `rev`. */
  readonly promise: (owner: MediaOwner, rev: number, media: Media) => Promise<boolean>;
  /** `false`: it is ready already, or gone. */
  readonly setReady: (owner: MediaOwner, id: string, also: readonly TransactWrite[]) => Promise<boolean>;
  /** `false`: it is gone already. */
  readonly remove: (owner: MediaOwner, id: string, also: readonly TransactWrite[]) => Promise<boolean>;
}

const mediaRow: z.ZodType<Media> = z.object({
  id: z.string(),
  name: z.string(),
  contentType: z.enum(mediaTypeNames),
  bytes: z.number(),
  state: z.enum(['waiting', 'ready']),
  createdAt: z.string(),
  createdBy: z.object({ id: z.string(), name: z.string() }),
  expiresAt: z.number().nullable().default(null),
});
const headRow = z.object({ rev: z.number() });

export const createMediaStore = (deps: { readonly client: Pick<DynamoDBDocumentClient, 'send'>; readonly table: string }): MediaStore => {
  const { client, table } = deps;
  const holds = (params: TransactWriteCommandInput): Promise<boolean> => held(client.send(new TransactWriteCommand(params)), wasOvertaken);
  return {
    read: async (owner) => {
      let rev = 0;
      const items: Media[] = [];
      let after: Record<string, unknown> | undefined;
      do {
        const page = await client.send(new QueryCommand(shelfParams(table, owner, after)));
        for (const item of page.Items ?? []) {
          const head = headRow.safeParse(item);
          if (head.success) rev = head.data.rev;
          else items.push(mediaRow.parse(item));
        }
        after = page.LastEvaluatedKey;
      } while (after !== undefined);
      return { rev, items: items.sort((a, b) => a.name.localeCompare(b.name, 'en')) };
    },
    find: async (owner, id) => {
      const { Item } = await client.send(new GetCommand(mediaGetParams(table, owner, id)));
      return Item === undefined ? null : mediaRow.parse(Item);
    },
    promise: (owner, rev, media) => holds(promiseParams(table, owner, rev, media)),
    setReady: (owner, id, also) => holds(readyParams(table, owner, id, also)),
    remove: (owner, id, also) => holds(mediaDeleteParams(table, owner, id, also)),
  };
};
