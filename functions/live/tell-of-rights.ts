import type { TransactWrite } from '../audit/types.ts';
import type { Notice } from '../domain/board.ts';
import { rightsKeptSeconds, rightsPk } from './constants.ts';
import type { SiteOf } from './live-params.ts';

/**
 * A write for the transaction that changes what somebody may see: their open sockets are closed, wherever they look, and connect anew.
 * `table` = that of boards, whose stream is told on.
 */
export const tellOfRights = (table: string, { tenant, site }: SiteOf, subject: string, now: number): TransactWrite => {
  const notice: Notice = { kind: 'rights', subject };
  const expiresAt = Math.floor(now / 1_000) + rightsKeptSeconds;
  return { Put: { TableName: table, Item: { pk: rightsPk(tenant, site), sk: subject, changedAt: now, tenant, site, notice, expiresAt } } };
};
