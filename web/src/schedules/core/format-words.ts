import type { ExportFormat } from '../../../../functions/domain/report.ts';

export const formatWords: Readonly<Record<ExportFormat, string>> = {
  xlsx: 'Excel spreadsheet (.xlsx)',
  pdf: 'PDF',
  docx: 'Word document (.docx)',
  csv: 'CSV',
  parquet: 'Parquet',
};
