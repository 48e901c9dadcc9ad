import { type DynamoDBDocumentClient, GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';
import { epochMsSchema } from '../domain/ids.ts';
import { held } from '../runtime/held-write.ts';
import { countParams, pairingGetParams, pairingPutParams } from './pairing-params.ts';
import type { Pairing } from './types.ts';

const pairingSchema: z.ZodType<Pairing> = z.object({
  codeSha256: z.string(),
  secretSha256: z.string(),
  description: z.string(),
  validUntil: epochMsSchema,
  screen: z.string().nullable(),
});
const countSchema = z.object({ count: z.number() });

export interface PairingStore {
  /** @returns false when another pairing has the code */
  readonly put: (pairing: Pairing, now: number) => Promise<boolean>;
  /** Used and expired ones too. */
  readonly find: (codeSha256: string) => Promise<Pairing | null>;
  /** @returns how many there are now */
  readonly count: (key: { readonly pk: string; readonly sk: string }, by: 1 | -1, now: number) => Promise<number>;
}

export const createPairingStore = (deps: {
  readonly client: Pick<DynamoDBDocumentClient, 'send'>;
  readonly table: string;
}): PairingStore => ({
  put: (pairing, now) => held(deps.client.send(new PutCommand(pairingPutParams(deps.table, pairing, now)))),
  find: async (codeSha256) => {
    const { Item } = await deps.client.send(new GetCommand(pairingGetParams(deps.table, codeSha256)));
    return Item === undefined ? null : pairingSchema.parse(Item);
  },
  count: async (key, by, now) => {
    const { Attributes } = await deps.client.send(new UpdateCommand(countParams(deps.table, key, by, now)));
    return countSchema.parse(Attributes).count;
  },
});
