import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { AuditWrite } from '../audit/types.ts';
import type { SiteScope } from '../identity/types.ts';
import type { NamedValue } from './core/types.ts';
import { namedValues } from './values-book.ts';
import { createValuesStore } from './values-store.ts';
import { createVariables, type Variables } from './variables.ts';

export type { ChangedBy, Variables } from './variables.ts';

/** Everything of a site that a tile may show from outside the telephone system, with its names. */
export type ReadValues = (scope: Pick<SiteScope, 'tenant' | 'site'>) => Promise<readonly NamedValue[]>;

interface TableOf {
  readonly client: Pick<DynamoDBDocumentClient, 'send'>;
  /** The boards table. */
  readonly table: string;
}

/** Published door: what tiles may show. */
export const createReadValues =
  (deps: TableOf): ReadValues =>
  async (scope) =>
    namedValues(await createValuesStore(deps).read(scope));

/** Published door: global variables with their rules and their audit, e.g. for boards as text. */
export const createVariableDoor = (deps: TableOf & { readonly audit: AuditWrite; readonly now: () => number }): Variables =>
  createVariables({ store: createValuesStore(deps), audit: deps.audit, now: deps.now });

export { createTextVariables, type VariableText } from './text-variables.ts';
