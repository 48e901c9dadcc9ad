import type { FactKey, Grain } from './fact.ts';
import type { Population } from './formula.ts';
import type { Licence } from './statistic.ts';

export const templateIds = [
  'callList',
  'callListSegmented',
  'unreturnedLostCalls',
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
  'acdStatusList',
  'dndStatusList',
  'agentList',
  'ddiList',
  'deviceList',
  'trunkList',
  /** Ours: one row over the whole site, calls of every kind; what a tile without grouping shows. */
  'site',
] as const;
export type TemplateId = (typeof templateIds)[number];

/** How rows of a grouped template are keyed. `time` = bucket of the call's start. */
export type TemplateKey =
  | { readonly by: FactKey; readonly nameField: string; readonly emptyLabel: string | null }
  | { readonly by: 'time' }
  | { readonly by: 'none' };

export interface Template {
  readonly id: TemplateId;
  readonly name: string;
  readonly kind: 'grouped' | 'callList' | 'segmentList' | 'statusList' | 'configList';
  /** What it counts, for people: calls, segments, visits to a group, status changes. */
  readonly counts: string;
  readonly grains: readonly Grain[];
  /** Which rows are in scope, with the words for those that are not. */
  readonly scope: Population;
  readonly key: TemplateKey;
  /** Whether stays (ACD, DND time) join its rows, and of what. */
  readonly stays: 'agent' | 'extension' | 'user' | null;
  /** Ids of its columns, in order, where the report is fixed and nobody chooses them; null otherwise. */
  readonly fixedColumns: readonly string[] | null;
  readonly licence: Licence;
  /** Line of the manual, null for ours. */
  readonly line: number | null;
  readonly words: string;
}
