import { type DurationFormat, durationFormats, type GroupingFormat, groupingFormats, type ReportContent } from '../../domain/report.ts';
import type { SiteConfig } from '../../domain/site-config.ts';
import { headingOf, type Statistic, type StatisticType, type StatisticUnit, type Template } from '../../statistics/catalogue.ts';

/** A column of a report as files and pages show it (`report-rows.ts`). */
export interface ShownColumn {
  readonly id: string;
  readonly name: string;
  readonly header: string;
  readonly type: StatisticType | 'key';
  readonly unit: StatisticUnit;
  readonly display: GroupingFormat | DurationFormat | null;
  readonly width: number | null;
}

const keyNames: Readonly<Record<Exclude<Template['key']['by'], 'none'>, string>> = {
  extension: 'Extension',
  agent: 'Agent',
  accountCode: 'Account Code',
  ddi: 'DDI',
  huntGroup: 'Hunt Group',
  time: 'Start Time',
  telephoneKey: 'Telephone Number',
  trunk: 'Trunk',
  userId: 'User',
};
/** Names that stand in a column of their own beside the number. A user's stands in place of the id, a code's is the code. */
const besideNames: Partial<Readonly<Record<Template['key']['by'], string>>> = {
  extension: 'Extension Name',
  agent: 'Agent Name',
  ddi: 'DNIS',
  huntGroup: 'Hunt Group Name',
  telephoneKey: 'Contact Name',
  trunk: 'Trunk Name',
};

const among = <T extends string>(values: readonly T[], value: string | null): T | undefined => values.find((one) => one === value);
/** How a column is shown; what was chosen for another kind of column does not count. */
const displayOf = ({ unit }: Statistic, chosen: string | null): ShownColumn['display'] => {
  if (unit === 'instant') return among(groupingFormats, chosen) ?? 'dateTime';
  return unit === 'ms' ? (among(durationFormats, chosen) ?? 'clock') : null;
};

const keyColumns = (template: Template, { key, format }: ReportContent, isOverTime: boolean): readonly ShownColumn[] => {
  const column = (id: string, name: string, header: string | null, width: number | null): ShownColumn => ({
    id,
    name,
    header: header ?? name,
    type: 'key',
    unit: 'none',
    display: null,
    width,
  });
  // What the report calls its key is not what stretches of time are.
  if (isOverTime) return [column('key', keyNames.time, null, null)];
  const { by } = template.key;
  if (template.kind !== 'grouped' || by === 'none') return [];
  const name = besideNames[by];
  const own = column('key', keyNames[by], key.header, key.width);
  return [
    by === 'time' ? { ...own, display: format ?? 'dateTime' } : own,
    ...(name === undefined ? [] : [column('keyName', name, null, null)]),
  ];
};

/**
 * All columns in the order shown: those of the statistics, and at its place what the report is grouped by (L4165).
 * @param isOverTime rows are stretches of time, whatever the template
 */
export const shownColumns = (
  template: Template,
  statistics: readonly Statistic[],
  content: ReportContent,
  config: SiteConfig,
  isOverTime = false,
): readonly ShownColumn[] => {
  const figures = statistics.map((statistic): ShownColumn => {
    const chosen = content.columns.find((column) => column.statistic === statistic.id);
    return {
      id: statistic.id,
      name: statistic.name,
      header: chosen?.header ?? headingOf(statistic, config),
      type: statistic.type,
      unit: statistic.unit,
      display: displayOf(statistic, chosen?.display ?? null),
      width: chosen?.width ?? null,
    };
  });
  const place = Math.min(content.key.place, figures.length);
  return [...figures.slice(0, place), ...keyColumns(template, content, isOverTime), ...figures.slice(place)];
};
