import type { QueryCommandInput, TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import { outboxKeptSeconds, outboxSk, sitePk, statePrefix, stateSk, transactionBytes, transactionItems } from './constants.ts';
import type { PackedPart } from './pack-commit.ts';
import type { Owner } from './ports.ts';

export const stateQueryParams = (table: string, owner: Owner): QueryCommandInput => ({
  TableName: table,
  KeyConditionExpression: 'pk = :pk AND begins_with(sk, :state)',
  ExpressionAttributeValues: { ':pk': sitePk(owner.tenant, owner.site), ':state': statePrefix },
  ConsistentRead: true,
});

export interface Commit {
  readonly owner: Owner;
  /** Version that was read (0 = nothing stored yet), and how many state items it had. */
  readonly readVersion: number;
  readonly readParts: number;
  readonly n: number;
  readonly links: Readonly<Record<string, number>>;
  readonly state: readonly Uint8Array[];
  /** Empty when nothing was published; then `n` is that of the commit before. */
  readonly outbox: readonly PackedPart[];
  /** Epoch ms, for the outbox' time to live. */
  readonly now: number;
}

/** Whether the commit fits one DynamoDB transaction. */
export const fitsTransaction = (commit: Pick<Commit, 'state' | 'outbox' | 'readParts'>): boolean => {
  const bytes = [...commit.state, ...commit.outbox.map((part) => part.body)].reduce((sum, body) => sum + body.length, 0);
  return Math.max(commit.state.length, commit.readParts) + commit.outbox.length <= transactionItems && bytes <= transactionBytes;
};

/**
 * The one write of a commit: state and everything it published, or nothing. The first state item carries the condition:
 *
 *   nobody committed since we read  =  its version is the one read (or there is none yet)
 */
export const commitParams = (table: string, commit: Commit): TransactWriteCommandInput => {
  const pk = sitePk(commit.owner.tenant, commit.owner.site);
  const { tenant, site } = commit.owner;
  const version = commit.readVersion + 1;
  const unchangedSinceRead =
    commit.readVersion === 0
      ? { ConditionExpression: 'attribute_not_exists(pk)' }
      : {
          ConditionExpression: '#version = :read',
          ExpressionAttributeNames: { '#version': 'version' },
          ExpressionAttributeValues: { ':read': commit.readVersion },
        };
  return {
    TransactItems: [
      ...commit.state.map((body, part) => ({
        Put: {
          TableName: table,
          Item: {
            pk,
            sk: stateSk(part),
            body,
            version,
            ...(part === 0 ? { n: commit.n, parts: commit.state.length, links: commit.links } : {}),
          },
          ...(part === 0 ? unchangedSinceRead : {}),
        },
      })),
      ...Array.from({ length: Math.max(0, commit.readParts - commit.state.length) }, (_, i) => ({
        Delete: { TableName: table, Key: { pk, sk: stateSk(commit.state.length + i) } },
      })),
      ...commit.outbox.map(({ body, types }, part) => ({
        Put: {
          TableName: table,
          Item: {
            pk,
            sk: outboxSk(commit.n, part),
            tenant,
            site,
            n: commit.n,
            part,
            parts: commit.outbox.length,
            body,
            ...(types.includes('directory') ? { directory: true } : {}),
            expiresAt: Math.floor(commit.now / 1_000) + outboxKeptSeconds,
          },
        },
      })),
    ],
  };
};
