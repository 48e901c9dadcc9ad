import type { ReportContent } from '../../../../functions/domain/report.ts';

/** What the figures' routes answer with, as `parseInstants` hands it on: instants named `…At` are epoch ms, others ISO texts. */

const figureTypes = ['count', 'duration', 'percentage', 'timeOfDay', 'text', 'yesNo', 'id'] as const;
export type FigureType = (typeof figureTypes)[number];
export const isFigureType = (text: string): text is FigureType => figureTypes.some((type) => type === text);
/** Null = nothing to divide by. */
export type FigureValue = number | string | boolean | null;

export interface PublicStatistic {
  readonly id: string;
  /** As the manual prints it. */
  readonly name: string;
  /** With the seconds and words of the site. */
  readonly heading: string;
  readonly entry: number | null;
  readonly group: string;
  readonly type: FigureType;
  readonly unit: string;
  /** Ids of the reports that offer it; empty for what is live only. */
  readonly templates: readonly string[];
  readonly live: boolean;
  readonly licence: string | null;
  readonly words: string;
  readonly formula: string;
  /** Line of the manual; null for ours. */
  readonly line: number | null;
  readonly ours: boolean;
  readonly ruleSet: number;
}

export interface PublicTemplate {
  readonly id: string;
  readonly name: string;
  readonly kind: 'grouped' | 'callList' | 'segmentList' | 'statusList' | 'configList';
  readonly counts: string;
  readonly key: string | null;
  /** Ids of the statistics it offers. */
  readonly columns: readonly string[];
  readonly fixed: boolean;
  readonly words: string;
  readonly ours: boolean;
}

/** What a question or a new report of a template begins with. */
export interface TemplateDefault {
  readonly template: string;
  readonly columns: readonly string[];
  readonly sort: ReportContent['sort'];
  readonly format: ReportContent['format'];
}

export interface FigureGap {
  readonly cause: 'linkDown' | 'agentDown' | 'numbersLost' | 'nodeDown' | 'notHeard';
  readonly startedAt: number;
  readonly endedAt: number | null;
  readonly detail: string | null;
}

interface AnsweredRange {
  /** ISO 8601. */
  readonly from: string;
  readonly to: string;
  readonly asAt: number;
}

/** How something was reckoned on days of the range, where that has changed over time. */
export interface FigureDefinition {
  readonly what: string;
  readonly version: number;
  /** First day, or the instant, from which it holds. */
  readonly from: string | null;
  readonly formula: string;
  readonly seconds: number | null;
}

interface Honesty {
  readonly gaps: readonly FigureGap[];
  readonly incomplete: boolean;
  readonly restatedAt: number | null;
}

export interface ReportColumn {
  readonly id: string;
  readonly name: string;
  readonly heading: string;
  readonly type: FigureType;
  readonly unit: string;
  readonly ours: boolean;
  readonly line: number | null;
  /** Path of its explanation; null where there is none. */
  readonly explain: string | null;
}

export interface ReportRow {
  readonly key: string | null;
  readonly name: string | null;
  readonly label: string;
  readonly gap: 'whole' | 'partly' | null;
  readonly logicalCallId: string | null;
  readonly segmentId: string | null;
  readonly values: Readonly<Record<string, FigureValue>>;
}

export interface Report extends Honesty {
  readonly site: string;
  readonly template: { readonly id: string; readonly name: string; readonly counts: string };
  readonly range: AnsweredRange;
  readonly timeZone: string;
  readonly resetTime: string;
  /** Call rate period of the site. */
  readonly periodMinutes?: number | null;
  readonly filter: string | null;
  /** Of whom sees some business units alone: which, in words. */
  readonly limitedTo?: string | null;
  readonly columns: readonly ReportColumn[];
  readonly items: readonly ReportRow[];
  /** By time: stretches without a row in which nothing was counted; of others without a row there is no figure. Null = not told. */
  readonly quiet?: readonly string[] | null;
  readonly totals: Readonly<Record<string, FigureValue>> | null;
  /** Rows of the whole report. */
  readonly rows: number;
  readonly inferredEnds: number;
  /** Kept from when it was last asked, and still true. */
  readonly cached?: boolean;
  readonly definitions?: readonly FigureDefinition[];
  /** What else must be known with the figures, in words. */
  readonly notes?: readonly string[];
  /** Place of the first row of this page in the whole report, from 0. */
  readonly first?: number;
  readonly cursor: string | null;
  /** Cursor of the page before this one; null = this is the first. */
  readonly before?: string | null;
  /** Cursor of the page that ends with the last row; null = this one does. */
  readonly last?: string | null;
}

export type PartId = 'figure' | 'part' | 'whole';

export interface ExplainedPart {
  readonly id: PartId;
  readonly words: string;
  readonly counted: number;
  readonly notCounted: number;
  readonly all: number;
  /** Sum of what the counted rows add; null where nothing is added up. */
  readonly contribution: number | null;
  readonly reasons: readonly { readonly reason: string; readonly rows: number }[];
}

export interface ExplainedRow {
  readonly kind: 'row' | 'stay' | 'liveCall';
  readonly logicalCallId: string | null;
  readonly segmentNo: number | null;
  readonly key: string | null;
  readonly startedAt: number;
  readonly endedAt: number | null;
  readonly callType: string | null;
  readonly side: string | null;
  readonly outcome: string | null;
  readonly extension: string | null;
  readonly agent: string | null;
  readonly huntGroup: string | null;
  readonly trunk: string | null;
  readonly outsideNumber: string | null;
  readonly state: string | null;
  readonly ringMs: number | null;
  readonly talkMs: number | null;
  readonly holdMs: number | null;
  readonly counted: boolean;
  readonly reason: string | null;
  readonly contribution: number | null;
}

export interface Explanation extends Honesty {
  readonly site: string;
  readonly statistic: {
    readonly id: string;
    readonly name: string;
    readonly words: string;
    readonly ours: boolean;
    readonly line: number | null;
    readonly type: FigureType;
    readonly unit: string;
  };
  readonly formula: string;
  readonly ruleSet: number;
  readonly configVersion: number;
  readonly template: { readonly id: string; readonly name: string; readonly counts: string; readonly words: string };
  readonly key: string | null;
  /** The row as the report calls it; null = the totals. */
  readonly row?: string | null;
  readonly timeZone: string;
  readonly resetTime: string;
  readonly range: AnsweredRange;
  readonly filter: string | null;
  /** Of whom sees some business units alone: which, in words. */
  readonly limitedTo?: string | null;
  readonly value: number | string | null;
  readonly parts: readonly ExplainedPart[];
  readonly items: readonly ExplainedRow[];
  readonly cursor: string | null;
}

export interface CheckedFilter {
  readonly valid: boolean;
  readonly errors: readonly FilterError[];
  readonly words: string | null;
}

export interface FilterError {
  readonly field: string;
  /** 0-based offset into the text of the field. */
  readonly at: number;
  readonly message: string;
}
