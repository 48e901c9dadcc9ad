import type { SiteConfig } from '../../../functions/domain/site-config.ts';
import type { Question } from '../question.ts';
import type { Readings } from '../readings.ts';
import { callAndTrunkRows, callRows, trunkRows } from './call-rows.ts';
import { agentRows, extensionRows, telephoneNumberRows, userRows } from './leg-rows.ts';
import { startTimeKey } from './start-time-keys.ts';
import { visitRows } from './visit-rows.ts';

export const groupedTemplates = [
  'callsByAccountCode',
  'callsByAgent',
  'callsByDdi',
  'callsByExtension',
  'callsByHuntGroup',
  'callsByStartTime',
  'callsByTelephoneNumber',
  'callsByTrunk',
  'callsByUser',
  'inboundCallSummary',
  'site',
] as const;
export type GroupedTemplate = (typeof groupedTemplates)[number];

/** Templates that keep a row for what has no key: "(none)", "(withheld)" (§8.13), or have no key at all. */
const keepsNoKey: ReadonlySet<GroupedTemplate> = new Set(['callsByDdi', 'callsByTelephoneNumber', 'inboundCallSummary', 'site']);

const nothing = { key: 'CAST(NULL AS VARCHAR)', name: 'CAST(NULL AS VARCHAR)' };

const relation = (
  template: GroupedTemplate,
  question: Question,
  config: SiteConfig,
  readings: Readings,
): { rows: string; scope: string } => {
  // Of call templates the call's last (§8.13).
  // A further trunk has its own segments (§8.4), so also the code of those.
  const furtherCode = 't.code';
  const legCode = 's."accountCode"';
  switch (template) {
    case 'callsByAccountCode':
      return {
        rows: callAndTrunkRows(
          { key: 'c."accountCode"', name: 'c."accountCode"' },
          { key: furtherCode, name: furtherCode },
          { key: legCode, name: legCode },
        ),
        scope: 'external',
      };
    case 'callsByAgent':
      return { rows: agentRows(), scope: 'true' };
    case 'callsByDdi':
      return { rows: callRows({ key: 'c.ddi', name: 'c.dnis' }), scope: 'external AND inbound' };
    case 'callsByExtension':
      return { rows: extensionRows(), scope: 'true' };
    case 'callsByHuntGroup':
      return { rows: visitRows(), scope: 'inbound' };
    case 'callsByStartTime':
      return {
        rows: callAndTrunkRows(
          { key: startTimeKey('c."startedAt"', question, config), name: 'NULL' },
          { key: startTimeKey('t.call_started', question, config), name: 'NULL' },
        ),
        scope: 'external',
      };
    case 'callsByTelephoneNumber':
      return { rows: telephoneNumberRows(), scope: 'true' };
    case 'callsByTrunk':
      return { rows: trunkRows(), scope: 'external' };
    case 'callsByUser':
      return { rows: userRows(), scope: 'true' };
    case 'inboundCallSummary':
      return { rows: callRows(nothing), scope: 'external AND inbound' };
    case 'site':
      return {
        rows: callAndTrunkRows({ ...nothing, failedReceived: readings.has('failed-internal-call-received') }, nothing),
        scope: 'true',
      };
  }
};

/** Table `r`: the rows a template counts, with what is said of each in words of the catalogue. */
export const rowsSql = (template: GroupedTemplate, question: Question, config: SiteConfig, readings: Readings): string => {
  const { rows, scope } = relation(template, question, config, readings);
  const keyed = keepsNoKey.has(template) ? 'true' : 'key IS NOT NULL';
  return `CREATE OR REPLACE TEMP TABLE r AS
    SELECT * REPLACE (CASE WHEN ended IS NOT NULL THEN talk END AS talk, CASE WHEN ended IS NOT NULL THEN hold END AS hold,
        CASE WHEN ended IS NOT NULL THEN call_time END AS call_time),
      ended IS NOT NULL AS is_ended,
      ended IS NOT NULL AND NOT (failed AND trunk IS NULL) AS completed,
      inbound AND coalesce(ring, 0) > 0 AND ended IS NOT NULL AND NOT answered AS refused,
      answered AND ended IS NOT NULL AND talk + hold < ${config.settings.shortCallSeconds * 1000} AS short
    FROM (${rows}) WHERE (${scope}) AND ${keyed}`;
};
