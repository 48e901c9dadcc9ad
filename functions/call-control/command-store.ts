import {
  DeleteCommand,
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  TransactWriteCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';
import type { TransactWrite } from '../audit/types.ts';
import { type AgentOffers, agentOffersSchema, agentReasons, commandResults, pbxActSchema } from '../domain/agent-command.ts';
import { conditionFailed, held } from '../runtime/held-write.ts';
import {
  commandGetParams,
  commandPutParams,
  linkDeleteParams,
  linkHeardParams,
  linkPutParams,
  linksQueryParams,
  proofPutParams,
  rateParams,
  settleParams,
} from './command-params.ts';
import { actionSchema } from './schemas.ts';
import type { AgentLink, Command, Settled, SiteOf } from './types.ts';

const settledSchema: z.ZodType<Settled> = z.object({
  state: z.enum(commandResults),
  outcome: z.number().nullable(),
  reason: z.enum(agentReasons).nullable(),
  words: z.string(),
  answeredAt: z.number(),
});
const commandSchema: z.ZodType<Command> = z.object({
  id: z.string(),
  actor: z.object({
    kind: z.enum(['user', 'apiKey', 'screen', 'edgeAgent', 'system']),
    id: z.string(),
    name: z.string(),
    role: z.string().nullable(),
  }),
  action: actionSchema,
  act: pbxActSchema.nullable(),
  agent: z.string().nullable(),
  doneWords: z.string(),
  issuedAt: z.number(),
  deadline: z.number(),
  settled: settledSchema.nullable(),
});
const linkSchema: z.ZodType<AgentLink> = z.object({
  agent: z.string(),
  connectionId: z.string(),
  connectedAt: z.number(),
  heardAt: z.number(),
  offers: agentOffersSchema.nullable(),
});

export interface CommandStore {
  /** False: the id is taken. `also` comes with it or not at all. */
  readonly put: (of: SiteOf, command: Command, also: readonly TransactWrite[]) => Promise<boolean>;
  readonly find: (of: SiteOf, id: string) => Promise<Command | null>;
  /** False: somebody answered before, or `agent` is not the one it went to. */
  readonly settle: (of: SiteOf, id: string, agent: string | null, settled: Settled) => Promise<boolean>;
  /** False: too many of this principal in this minute. */
  readonly count: (of: SiteOf, principal: string, now: number) => Promise<boolean>;
}

export interface LinkStore {
  /** False: somebody logged in with this proof before; whoever comes with it again has only overheard it. */
  readonly useProof: (of: SiteOf, agent: string, timestamp: string, now: number) => Promise<boolean>;
  /** The connection that was there before, if any; `older` = a newer one is there already. */
  readonly connect: (of: SiteOf, link: AgentLink) => Promise<AgentLink | null | 'older'>;
  /** False: not the agent's newest connection. */
  readonly heard: (of: SiteOf, link: Pick<AgentLink, 'agent' | 'connectionId'>, at: number, offers: AgentOffers | null) => Promise<boolean>;
  readonly forget: (of: SiteOf, link: Pick<AgentLink, 'agent' | 'connectionId'>) => Promise<void>;
  readonly ofSite: (of: SiteOf) => Promise<readonly AgentLink[]>;
}

type Deps = { readonly client: Pick<DynamoDBDocumentClient, 'send'>; readonly table: string };

export const createCommandStore = ({ client, table }: Deps): CommandStore => ({
  put: (of, command, also) => held(client.send(new TransactWriteCommand(commandPutParams(table, of, command, also)))),
  find: async (of, id) => {
    const { Item } = await client.send(new GetCommand(commandGetParams(table, of, id)));
    return Item === undefined ? null : commandSchema.parse(Item);
  },
  settle: (of, id, agent, settled) => held(client.send(new UpdateCommand(settleParams(table, of, id, agent, settled)))),
  count: (of, principal, now) => held(client.send(new UpdateCommand(rateParams(table, of, principal, now)))),
});

export const createLinkStore = ({ client, table }: Deps): LinkStore => ({
  useProof: (of, agent, timestamp, now) => held(client.send(new PutCommand(proofPutParams(table, of, agent, timestamp, now)))),
  connect: async (of, link) => {
    try {
      const { Attributes } = await client.send(new PutCommand(linkPutParams(table, of, link)));
      return Attributes === undefined ? null : linkSchema.parse(Attributes);
    } catch (error) {
      if (conditionFailed(error)) return 'older';
      throw error;
    }
  },
  heard: (of, link, at, offers) => held(client.send(new UpdateCommand(linkHeardParams(table, of, link, at, offers)))),
  forget: async (of, link) => {
    await held(client.send(new DeleteCommand(linkDeleteParams(table, of, link))));
  },
  ofSite: async (of) => {
    const { Items = [] } = await client.send(new QueryCommand(linksQueryParams(table, of)));
    return Items.map((item) => linkSchema.parse(item));
  },
});
