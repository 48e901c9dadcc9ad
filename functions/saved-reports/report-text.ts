import { z } from 'zod';
import {
  filterSection,
  type Placed,
  printDocument,
  type Result,
  readDocument,
  type Section,
  type TextFault,
  type TextFilter,
  textFilterSchema,
} from '../definitions-text/text-document.ts';
import { givenReportSchema, type ReportContent, reportContentSchema, reportIdSchema } from '../domain/report.ts';
import { givenScheduleSchema, type ScheduleContent, scheduleContentSchema, scheduleIdSchema } from '../domain/schedule.ts';
import { withoutDefaults } from '../domain/without-defaults.ts';

/** A report in a text: what people edit, under the id it keeps. Owner and versions are not part of it. */
export interface TextReport {
  readonly id: string;
  readonly shared: boolean;
  readonly content: ReportContent;
}
export interface TextSchedule {
  readonly id: string;
  readonly content: ScheduleContent;
}
/** What a site has that can be written out. */
export interface ReportsText {
  readonly reports: readonly TextReport[];
  readonly filters: readonly TextFilter[];
  readonly schedules: readonly TextSchedule[];
}

const parts = (schema: unknown, content: object): Record<string, unknown> =>
  z.record(z.string(), z.unknown()).parse(withoutDefaults(schema, content));
export const writtenReport = ({ id, shared, content }: TextReport): object => {
  const { name, category, ...rest } = parts(reportContentSchema, content);
  return { id, name, category, ...(shared ? { shared } : {}), ...rest };
};
export const writtenSchedule = ({ id, content }: TextSchedule): object => ({ id, ...parts(scheduleContentSchema, content) });

const sections = ({ reports, filters, schedules }: ReportsText): readonly Section[] => [
  { kind: 'reports', items: reports.map((report) => ({ id: report.id, written: writtenReport(report) })) },
  filterSection(filters),
  { kind: 'schedules', items: schedules.map((schedule) => ({ id: schedule.id, written: writtenSchedule(schedule) })) },
];
/** Reports, filters and schedules of a site as one readable file: the same data gives the same bytes. */
export const printReportsText = (site: ReportsText): string => printDocument(sections(site));

export interface ReadReportsText {
  readonly reports: readonly Placed<TextReport>[];
  readonly filters: readonly Placed<TextFilter>[];
  readonly schedules: readonly Placed<TextSchedule>[];
}
const reportFrame = z.looseObject({ id: reportIdSchema, shared: z.boolean().default(false) });
const readReport = (value: unknown): Result<TextReport> => {
  const frame = reportFrame.safeParse(value);
  if (!frame.success) return frame;
  const { id, shared, ...rest } = frame.data;
  const content = givenReportSchema.safeParse(rest);
  return content.success ? { success: true, data: { id, shared, content: content.data } } : content;
};
const scheduleFrame = z.looseObject({ id: scheduleIdSchema });
const readSchedule = (value: unknown): Result<TextSchedule> => {
  const frame = scheduleFrame.safeParse(value);
  if (!frame.success) return frame;
  const { id, ...rest } = frame.data;
  const content = givenScheduleSchema.safeParse(rest);
  return content.success ? { success: true, data: { id, content: content.data } } : content;
};

/** Reads what `printReportsText` writes, or people did; faults have the line they are in, and then nothing of it is to be taken. */
export const readReportsText = (text: string): ReadReportsText & { readonly faults: readonly TextFault[] } => {
  const { found, faults } = readDocument(text, ['reports', 'filters', 'schedules'], (read) => ({
    reports: read('reports', readReport),
    filters: read('filters', (value) => textFilterSchema.safeParse(value)),
    schedules: read('schedules', readSchedule),
  }));
  return { ...(found ?? { reports: [], filters: [], schedules: [] }), faults };
};
