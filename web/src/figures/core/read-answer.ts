import { createReader } from '../../api/create-reader.ts';
import type { Explanation, PublicStatistic, PublicTemplate, Report, ReportColumn, ReportRow, TemplateDefault } from './public-types.ts';

export const readStatistic = createReader<PublicStatistic, 'id' | 'name' | 'type'>({
  heading: '',
  entry: null,
  group: '',
  unit: '',
  templates: [],
  live: false,
  licence: null,
  words: '',
  formula: '',
  line: null,
  ours: false,
  ruleSet: 1,
});
export const readTemplate = createReader<PublicTemplate, 'id' | 'name' | 'kind'>({
  counts: '',
  key: null,
  columns: [],
  fixed: false,
  words: '',
  ours: false,
});
export const readTemplateDefault = createReader<TemplateDefault, 'template'>({ columns: [], sort: [], format: null });

const readColumn = createReader<ReportColumn, 'id' | 'name' | 'type'>({ heading: '', unit: '', ours: false, line: null, explain: null });
const readRow = createReader<ReportRow, 'values'>({ key: null, name: null, label: '', gap: null, logicalCallId: null, segmentId: null });
const readWhole = createReader<Report, 'site' | 'template' | 'range' | 'timeZone' | 'items'>({
  resetTime: '',
  periodMinutes: null,
  filter: null,
  limitedTo: null,
  columns: [],
  quiet: null,
  totals: null,
  rows: 0,
  inferredEnds: 0,
  cached: false,
  definitions: [],
  notes: [],
  first: 0,
  cursor: null,
  before: null,
  last: null,
  gaps: [],
  incomplete: false,
  restatedAt: null,
});
/** A page of the answer to a report's question. */
export const readReport = (answer: Report): Report => {
  const report = readWhole(answer);
  return { ...report, columns: report.columns.map(readColumn), items: report.items.map(readRow) };
};

export const readExplanation = createReader<
  Explanation,
  'site' | 'statistic' | 'formula' | 'template' | 'timeZone' | 'range' | 'value' | 'items'
>({
  ruleSet: 1,
  configVersion: 0,
  key: null,
  row: null,
  resetTime: '',
  filter: null,
  limitedTo: null,
  parts: [],
  cursor: null,
  gaps: [],
  incomplete: false,
  restatedAt: null,
});
