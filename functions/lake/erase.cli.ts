import { createHash, randomUUID } from 'node:crypto';
import { parseArgs } from 'node:util';
import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { createAuditWriter, noOrigin } from '../audit/audit.ts';
import { createEraseRows, type Subject } from '../call-history/events.ts';
import { epochMs, siteIdSchema, tenantIdSchema } from '../domain/ids.ts';
import { createAwsClients } from '../runtime/aws-clients.ts';
import { variables } from '../runtime/constants.ts';
import { requireVariable } from '../runtime/env.ts';
import { composeSealer } from './compose-lake.ts';
import { type Erased, eraseSubject } from './erase-subject.ts';

const usage = `npx tsx functions/lake/erase.cli.ts --tenant T --site S (--number +E164 | --agent ID | --user ID) --by NAME

Takes a person out of the call history and the lake of a site. Wants the environment of the platform's functions: the TRUNKLINE_
variables and credentials. Not covered: calls in progress, configuration (remove the user first), the archive of call events, DynamoDB's
backups (35 days), caches of functions that run right now.
`;

const subjectOf = (values: { readonly number?: string; readonly agent?: string; readonly user?: string }): Subject | null => {
  const { number, agent, user } = values;
  if ([number, agent, user].filter((value) => value !== undefined).length !== 1) return null;
  if (number !== undefined) return /^\+[1-9]\d{4,14}$/.test(number) ? { kind: 'number', e164: number } : null;
  if (agent !== undefined) return { kind: 'agent', id: agent };
  return user === undefined ? null : { kind: 'user', id: user };
};
/** Names the person in the audit only to who knows the person already. */
const nameOf = (subject: Subject): string => {
  const text = subject.kind === 'number' ? subject.e164 : subject.id;
  return `${subject.kind} with SHA-256 ${createHash('sha256').update(text).digest('hex').slice(0, 16)}…`;
};

const run = async (): Promise<number> => {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({ options: { tenant: text, site: text, number: text, agent: text, user: text, by: text } });
  const tenant = tenantIdSchema.safeParse(values.tenant);
  const site = siteIdSchema.safeParse(values.site);
  const { number, agent, user, by } = values;
  const subject = subjectOf({
    ...(number === undefined ? {} : { number }),
    ...(agent === undefined ? {} : { agent }),
    ...(user === undefined ? {} : { user }),
  });
  if (!tenant.success || !site.success || subject === null || by === undefined) {
    process.stderr.write(usage);
    return 2;
  }
  const { env } = process;
  const client = createAwsClients(env).dynamo();
  const audit = createAuditWriter({ table: requireVariable(env, variables.auditTable), newId: randomUUID });
  const note = (summary: string) =>
    client.send(
      new TransactWriteCommand({
        TransactItems: [
          audit({
            at: epochMs(Date.now()),
            tenant: tenant.data,
            site: site.data,
            who: { kind: 'system', id: by, name: by, role: null },
            origin: noOrigin,
            action: 'subject.erase',
            object: nameOf(subject),
            summary,
            changes: [],
            changesPast: true,
          }),
        ],
      }),
    );
  const owner = { tenant: tenant.data, site: site.data };
  const eraseRows = createEraseRows({ client, table: requireVariable(env, variables.historyTable) });
  await note('Erasure from call history and lake began.');
  const erased: Erased = await eraseSubject({ ...composeSealer(env), eraseRows }, owner, subject);
  await note(`Erasure ended: ${erased.rows} rows, files of ${erased.dates.length} days.`);
  process.stdout.write(`${JSON.stringify(erased)}\n`);
  return 0;
};

process.exitCode = await run();
