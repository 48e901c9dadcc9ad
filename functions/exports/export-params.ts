import type { QueryCommandInput, UpdateCommandInput } from '@aws-sdk/lib-dynamodb';
import type { TransactWrite } from '../audit/types.ts';
import { nextRevision } from '../runtime/next-revision.ts';
import { packJson } from '../runtime/pack.ts';
import { activePrefix, activeSk, exportPrefix, exportSk, exportsPk, headSk, leaseMs, silentMs } from './constants.ts';
import type { BulkOutcome, ExportState, Place, StoredExport, StoredFile } from './types.ts';

export const exportKey = ({ tenant, site }: Place, id: string) => ({ pk: exportsPk(tenant, site), sk: exportSk(id) });
const activeKey = ({ tenant, site }: Place, id: string) => ({ pk: exportsPk(tenant, site), sk: activeSk(id) });

/** Newest first: ids begin with the instant. */
export const exportListParams = (table: string, { tenant, site }: Place, by: string, after: string | null): QueryCommandInput => ({
  TableName: table,
  KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
  FilterExpression: '#by.id = :by',
  ExpressionAttributeNames: { '#by': 'by' },
  ExpressionAttributeValues: { ':pk': exportsPk(tenant, site), ':prefix': exportPrefix, ':by': by },
  ScanIndexForward: false,
  Limit: 200,
  ...(after === null ? {} : { ExclusiveStartKey: { pk: exportsPk(tenant, site), sk: after } }),
});
export const activeListParams = (table: string, { tenant, site }: Place): QueryCommandInput => ({
  TableName: table,
  KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
  ExpressionAttributeValues: { ':pk': exportsPk(tenant, site), ':prefix': activePrefix },
  ConsistentRead: true,
});

/** Holds the count of what is under way still. */
const headWrite = (table: string, { tenant, site }: Place, rev: number): TransactWrite =>
  nextRevision(table, { pk: exportsPk(tenant, site), sk: headSk }, rev);
const activeWrite = (table: string, place: Place, id: string, by: string, at: number): TransactWrite => ({
  Put: {
    TableName: table,
    Item: { ...activeKey(place, id), tenant: place.tenant, site: place.site, by, at, expiresAt: Math.ceil(at / 1_000) + 86_400 },
  },
});
const noMoreActive = (table: string, place: Place, id: string): TransactWrite => ({
  Delete: { TableName: table, Key: activeKey(place, id) },
});

export const startWrites = (table: string, rev: number, made: StoredExport): TransactWrite[] => [
  headWrite(table, place(made), rev),
  {
    Put: {
      TableName: table,
      Item: { ...exportKey(place(made), made.id), ...made, work: packJson(made.work) },
      ConditionExpression: 'attribute_not_exists(pk)',
    },
  },
  activeWrite(table, place(made), made.id, made.by.id, made.createdAt),
];
const place = ({ tenant, site }: StoredExport): Place => ({ tenant: tenant as Place['tenant'], site: site as Place['site'] });

/** From the beginning, whatever became of it; not while a worker is at it. */
export const againWrites = (table: string, at: Place, rev: number, found: StoredExport, now: number): TransactWrite[] => [
  headWrite(table, at, rev),
  {
    Update: {
      TableName: table,
      Key: exportKey(at, found.id),
      UpdateExpression:
        'SET #state = :waiting, tries = :none, rowsDone = :none, #files = :files, detail = :null, finishedAt = :null, attempt = :null, leaseUntil = :none, touchedAt = :now',
      ConditionExpression: '#state IN (:waiting, :failed, :cancelled) OR (#state = :running AND touchedAt < :silent)',
      ExpressionAttributeNames: { '#state': 'state', '#files': 'files' },
      ExpressionAttributeValues: {
        ':waiting': 'waiting',
        ':failed': 'failed',
        ':cancelled': 'cancelled',
        ':running': 'running',
        ':silent': now - silentMs,
        ':none': 0,
        ':null': null,
        ':files': [],
        ':now': now,
      },
    },
  },
  activeWrite(table, at, found.id, found.by.id, now),
];

const mine = '#state = :running AND attempt = :attempt';
export const progressParams = (
  table: string,
  at: Place,
  id: string,
  attempt: string,
  told: { readonly rowsDone: number; readonly rowsTotal: number | null; readonly now: number },
): UpdateCommandInput => ({
  TableName: table,
  Key: exportKey(at, id),
  UpdateExpression: 'SET rowsDone = :done, rowsTotal = :total, touchedAt = :now, leaseUntil = :lease',
  ConditionExpression: mine,
  ExpressionAttributeNames: { '#state': 'state' },
  ExpressionAttributeValues: {
    ':done': told.rowsDone,
    ':total': told.rowsTotal,
    ':now': told.now,
    ':lease': told.now + leaseMs,
    ':running': 'running',
    ':attempt': attempt,
  },
});
/** Its worker could not do it: whoever gets its message next takes it at once. */
export const giveBackParams = (table: string, at: Place, id: string, attempt: string): UpdateCommandInput => ({
  TableName: table,
  Key: exportKey(at, id),
  UpdateExpression: 'SET leaseUntil = :none',
  ConditionExpression: mine,
  ExpressionAttributeNames: { '#state': 'state' },
  ExpressionAttributeValues: { ':none': 0, ':running': 'running', ':attempt': attempt },
});

export interface Ending {
  readonly state: Exclude<ExportState, 'waiting' | 'running'>;
  readonly files: readonly StoredFile[];
  readonly rows: number;
  readonly detail: string | null;
  readonly bulk: BulkOutcome | null;
  readonly now: number;
}
/** `attempt` null = whoever has it. */
export const endWrites = (table: string, at: Place, id: string, attempt: string | null, ending: Ending): TransactWrite[] => [
  {
    Update: {
      TableName: table,
      Key: exportKey(at, id),
      UpdateExpression: 'SET #state = :state, #files = :files, rowsDone = :rows, detail = :detail, #bulk = :bulk, finishedAt = :now',
      ConditionExpression: attempt === null ? '#state IN (:waiting, :running)' : mine,
      ExpressionAttributeNames: { '#state': 'state', '#files': 'files', '#bulk': 'bulk' },
      ExpressionAttributeValues: {
        ':state': ending.state,
        ':files': ending.files,
        ':rows': ending.rows,
        ':detail': ending.detail,
        ':bulk': ending.bulk,
        ':now': ending.now,
        ':running': 'running',
        ...(attempt === null ? { ':waiting': 'waiting' } : { ':attempt': attempt }),
      },
    },
  },
  noMoreActive(table, at, id),
];
export const deleteWrites = (table: string, at: Place, id: string): TransactWrite[] => [
  { Delete: { TableName: table, Key: exportKey(at, id), ConditionExpression: 'attribute_exists(pk)' } },
  noMoreActive(table, at, id),
];
