import type { ReportContent } from '../../../../functions/domain/report.ts';
import { createReader } from '../../api/create-reader.ts';
import { isUnreadable, type Unreadable } from '../../api/unreadable.ts';
import type { ExportItem, FullReport, ReportItem } from './types.ts';

const itemAbsent: Omit<ReportItem, 'id' | 'name' | 'template'> = {
  category: '',
  description: '',
  owner: null,
  shared: false,
  builtIn: false,
  version: 0,
  updatedAt: 0,
  updatedBy: null,
  mayEdit: false,
};
const readItem = createReader<ReportItem, 'id' | 'name' | 'template'>(itemAbsent);
/** An entry of the list of reports. */
export const readReportItem = (item: ReportItem | Unreadable): ReportItem | Unreadable => (isUnreadable(item) ? item : readItem(item));

type Column = ReportContent['columns'][number];
const readColumn = createReader<Column, 'statistic'>({ header: null, width: null, display: null });
const readKey = createReader<ReportContent['key'], never>({ place: 0, header: null, width: null });
const readContent = createReader<ReportContent, 'name' | 'template'>({
  category: '',
  description: '',
  columns: [],
  key: { place: 0, header: null, width: null },
  format: null,
  filter: null,
  range: { named: 'today' },
  dailyWindow: null,
  sort: [],
  chart: null,
});

export const readFullReport = (answer: FullReport): FullReport => {
  const content = readContent(answer.content);
  return { ...itemAbsent, ...answer, content: { ...content, columns: content.columns.map(readColumn), key: readKey(content.key) } };
};

export const readExport = createReader<ExportItem, 'id' | 'name' | 'format' | 'state'>({
  rowsDone: 0,
  rowsTotal: null,
  files: [],
  detail: null,
  createdAt: 0,
  finishedAt: null,
  expiresAt: 0,
  by: { id: '', name: 'somebody' },
  what: null,
  next: null,
  heldBack: null,
  restated: [],
});
