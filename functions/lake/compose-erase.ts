import { createHash, randomUUID } from 'node:crypto';
import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { createAuditWriter, noOrigin } from '../audit/audit.ts';
import { createEraseRows, createEraseTexts, type Subject } from '../call-history/events.ts';
import { epochMs, type SiteId, type TenantId } from '../domain/ids.ts';
import { createAwsClients } from '../runtime/aws-clients.ts';
import { variables } from '../runtime/constants.ts';
import { type Environment, requireVariable } from '../runtime/env.ts';
import { composeSealer } from './compose-lake.ts';
import { countSubject, type Erased, eraseSubject } from './erase-subject.ts';

interface Owner {
  readonly tenant: TenantId;
  readonly site: SiteId;
}
export interface ErasedHistory extends Erased {
  /** Anomalies and gaps whose text named the number. */
  readonly texts: number;
}

/** Tells a person only to who knows the person already. */
export const subjectHash = (subject: Subject): string => {
  const text = subject.kind === 'number' ? subject.e164 : subject.id;
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
};

/** Erasure from history and lake against an environment, and its rows in the audit. @throws EnvironmentError */
export const composeEraseSubject = (env: Environment, dryRun: boolean) => {
  const client = createAwsClients(env).dynamo();
  const history = { client, table: requireVariable(env, variables.historyTable), dryRun };
  const deps = { ...composeSealer(env), eraseRows: createEraseRows(history) };
  const eraseTexts = createEraseTexts(history);
  const audit = createAuditWriter({ table: requireVariable(env, variables.auditTable), newId: randomUUID });
  return {
    erase: async (owner: Owner, subject: Subject): Promise<ErasedHistory> => {
      const texts = (await eraseTexts(owner, subject)).rows;
      return dryRun
        ? { ...(await countSubject(deps, owner, subject)), dates: [], texts }
        : { ...(await eraseSubject(deps, owner, subject)), texts };
    },
    note: async (owner: Owner, subject: Subject, by: string, summary: string): Promise<void> => {
      const row = audit({
        at: epochMs(Date.now()),
        tenant: owner.tenant,
        site: owner.site,
        who: { kind: 'system', id: by, name: by, role: null },
        origin: noOrigin,
        action: 'subject.erase',
        object: `${subject.kind} with SHA-256 ${subjectHash(subject)}…`,
        summary,
        changes: [],
        changesPast: true,
      });
      await client.send(new TransactWriteCommand({ TransactItems: [row] }));
    },
  };
};
