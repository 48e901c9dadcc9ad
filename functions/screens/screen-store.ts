import {
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  TransactWriteCommand,
  UpdateCommand,
  type UpdateCommandInput,
} from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';
import type { TransactWrite } from '../audit/types.ts';
import { boardIdSchema } from '../domain/board.ts';
import { epochMsSchema, siteIdSchema, tenantIdSchema } from '../domain/ids.ts';
import { held } from '../runtime/held-write.ts';
import { screenPrefix, seenPrefix } from './constants.ts';
import * as params from './screen-params.ts';
import type { Screen, ScreenCredentials, Seen } from './types.ts';

const showSchema = z.object({ board: z.string(), view: z.string().nullable(), until: epochMsSchema });
const screenSchema: z.ZodType<Screen> = z.object({
  screen: z.string(),
  tenant: tenantIdSchema,
  site: siteIdSchema,
  name: z.string(),
  board: boardIdSchema,
  boardName: z.string(),
  view: z.string().nullable(),
  cycleSeconds: z.number(),
  reload: z.number(),
  show: showSchema.nullable(),
  pairedAt: epochMsSchema,
  pairedBy: z.string(),
});
const tombstoneSchema = z.object({ deleted: z.boolean() });
const seenSchema: z.ZodType<Seen> = z.object({
  screen: z.string(),
  lastSeenAt: epochMsSchema,
  version: z.string(),
  viewport: z.object({ width: z.number(), height: z.number() }),
  showing: z.object({ board: z.string(), view: z.string().nullable() }).nullable(),
});
const instant = epochMsSchema.nullable();
const credentialsSchema: z.ZodType<ScreenCredentials> = z.object({
  screen: z.string(),
  tenant: tenantIdSchema,
  site: siteIdSchema,
  reseller: z.string(),
  pairing: z.string(),
  tokenSha256: z.string().nullable(),
  tokenMadeAt: instant,
  tokenUsedAt: instant,
  nextSha256: z.string().nullable(),
  nextMadeAt: instant,
});

export interface ScreenStore {
  /** `also`, here and below: writes that come with it or not at all. @returns false when the code was used or expired meanwhile */
  readonly pair: (screen: Screen, credentials: ScreenCredentials, now: number, also: readonly TransactWrite[]) => Promise<boolean>;
  readonly find: (key: params.ScreenKey) => Promise<Screen | null>;
  readonly list: (scope: Pick<Screen, 'tenant' | 'site'>) => Promise<readonly Screen[]>;
  readonly seenOf: (scope: Pick<Screen, 'tenant' | 'site'>) => Promise<ReadonlyMap<string, Seen>>;
  /** @returns false when there is no such screen */
  readonly change: (
    key: params.ScreenKey,
    change: params.ScreenChange,
    reload: boolean,
    also: readonly TransactWrite[],
  ) => Promise<boolean>;
  readonly revoke: (key: params.ScreenKey, now: number, also: readonly TransactWrite[]) => Promise<boolean>;
  readonly saw: (scope: Pick<Screen, 'tenant' | 'site'>, seen: Seen) => Promise<void>;
  readonly credentials: (screen: string) => Promise<ScreenCredentials | null>;
  /** @returns false when the token was used, the screen revoked, or the pairing is another one's */
  readonly giveFirstToken: (screen: string, pairing: string, tokenSha256: string, now: number) => Promise<boolean>;
  readonly firstUse: (screen: string, tokenSha256: string, now: number) => Promise<void>;
  readonly giveNextToken: (screen: string, nextSha256: string, now: number) => Promise<boolean>;
  readonly takeNextToken: (screen: string, nextSha256: string, now: number) => Promise<void>;
}

export const createScreenStore = (deps: { readonly client: Pick<DynamoDBDocumentClient, 'send'>; readonly table: string }): ScreenStore => {
  const { client, table } = deps;
  const update = (input: UpdateCommandInput): Promise<boolean> => held(client.send(new UpdateCommand(input)));
  const query = async ({ tenant, site }: Pick<Screen, 'tenant' | 'site'>, prefix: string): Promise<Record<string, unknown>[]> => {
    const items: Record<string, unknown>[] = [];
    let after: Record<string, unknown> | undefined;
    do {
      const input = params.screensQueryParams(table, tenant, site, prefix);
      const page = await client.send(new QueryCommand({ ...input, ...(after === undefined ? {} : { ExclusiveStartKey: after }) }));
      items.push(...(page.Items ?? []));
      after = page.LastEvaluatedKey;
    } while (after !== undefined);
    return items;
  };
  return {
    pair: (screen, credentials, now, also) =>
      held(client.send(new TransactWriteCommand(params.pairParams(table, screen, credentials, now, also)))),
    find: async (key) => {
      const { Item } = await client.send(new GetCommand(params.screenGetParams(table, key)));
      return Item === undefined || tombstoneSchema.parse(Item).deleted ? null : screenSchema.parse(Item);
    },
    list: async (scope) =>
      (await query(scope, screenPrefix)).filter((item) => !tombstoneSchema.parse(item).deleted).map((item) => screenSchema.parse(item)),
    seenOf: async (scope) =>
      new Map((await query(scope, seenPrefix)).map((item) => seenSchema.parse(item)).map((seen) => [seen.screen, seen])),
    change: (key, change, reload, also) =>
      held(client.send(new TransactWriteCommand(params.changeParams(table, key, change, reload, also)))),
    revoke: (key, now, also) => held(client.send(new TransactWriteCommand(params.revokeParams(table, key, now, also)))),
    saw: async (scope, seen) => {
      await client.send(new PutCommand(params.seenPutParams(table, scope, seen)));
    },
    credentials: async (screen) => {
      const { Item } = await client.send(new GetCommand(params.credentialsGetParams(table, screen)));
      return Item === undefined ? null : credentialsSchema.parse(Item);
    },
    giveFirstToken: (screen, pairing, hash, now) => update(params.firstTokenParams(table, screen, pairing, hash, now)),
    firstUse: async (screen, hash, now) => {
      await update(params.firstUseParams(table, screen, hash, now));
    },
    giveNextToken: (screen, hash, now) => update(params.nextTokenParams(table, screen, hash, now)),
    takeNextToken: async (screen, hash, now) => {
      await update(params.takeNextParams(table, screen, hash, now));
    },
  };
};
