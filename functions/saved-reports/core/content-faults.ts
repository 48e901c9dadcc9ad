import { durationFormats, groupingFormats, type ReportContent, reportLimits } from '../../domain/report.ts';
import { findStatistic, findTemplate, type Statistic, type Template, templates } from '../../statistics/catalogue.ts';
import { largestReportCharacters } from '../constants.ts';
import { filterFaults, type UsableFilters } from './filter-faults.ts';

export interface ContentFault {
  /** Below the content. */
  readonly path: readonly (string | number)[];
  readonly detail: string;
}

const isNumeric = ({ type }: Statistic): boolean => type === 'count' || type === 'duration' || type === 'percentage';
/** Figures from calls; those of time in a state and of lists are not told by stretches of time. */
const isOverTime = ({ formula }: Statistic): boolean =>
  ['count', 'sum', 'average', 'min', 'max', 'ratio', 'shareOfReport'].includes(formula.kind);

const columnFaults = ({ columns }: ReportContent, template: Template): ContentFault[] => {
  if (columns.length === 0) return [{ path: ['columns'], detail: 'a report needs at least one column' }];
  const seen = new Set<string>();
  return columns.flatMap(({ statistic: id, display }, c): ContentFault[] => {
    const at = (part: string, detail: string): ContentFault[] => [{ path: ['columns', c, part], detail }];
    const statistic = findStatistic(id);
    if (statistic === null) return at('statistic', `there is no statistic "${id}"`);
    if (!statistic.templates.includes(template.id))
      return at(
        'statistic',
        `"${statistic.name}" is not offered by ${template.name}; GET /v1/statistics?template=${template.id} names what is`,
      );
    if (seen.has(id)) return at('statistic', `"${statistic.name}" is there twice`);
    seen.add(id);
    if (display === null) return [];
    const known: readonly string[] =
      statistic.type === 'duration' ? durationFormats : statistic.type === 'timeOfDay' ? groupingFormats : [];
    if (known.includes(display)) return [];
    return at(
      'display',
      known.length === 0
        ? `"${statistic.name}" is no duration and no instant: it is shown in one way only`
        : `"${statistic.name}" is shown as ${known.join(' or ')}`,
    );
  });
};

const sortFaults = ({ sort, columns }: ReportContent, template: Template): ContentFault[] => {
  const known = new Set(columns.map(({ statistic }) => statistic));
  if (template.key.by !== 'none') known.add('key');
  const seen = new Set<string>();
  return sort.flatMap(({ column }, s) => {
    const path = ['sort', s, 'column'];
    if (!known.has(column)) return [{ path, detail: `the report has no column "${column}" to sort by` }];
    if (seen.has(column)) return [{ path, detail: 'it is sorted by this column already' }];
    seen.add(column);
    return [];
  });
};

const chartFaults = ({ chart, columns }: ReportContent, template: Template): ContentFault[] => {
  if (chart === null) return [];
  if (template.kind !== 'grouped') return [{ path: ['chart'], detail: `${template.name} is a list: it has no figures to draw` }];
  const known = new Set(columns.map(({ statistic }) => statistic));
  return chart.columns.flatMap((id, c) => {
    const path = ['chart', 'columns', c];
    const statistic = findStatistic(id);
    if (statistic === null || !known.has(id)) return [{ path, detail: `the report has no column "${id}" to draw` }];
    if (chart.columns.indexOf(id) !== c) return [{ path, detail: 'it is drawn already' }];
    if (!isNumeric(statistic)) return [{ path, detail: `"${statistic.name}" is not a number: it cannot be drawn` }];
    if (chart.kind !== 'bar' && !isOverTime(statistic))
      return [{ path, detail: `"${statistic.name}" is time in a state: it is not told hour by hour, draw it as bars` }];
    return [];
  });
};

const timeFaults = ({ range, dailyWindow, format }: ReportContent, template: Template): ContentFault[] => {
  const faults: ContentFault[] = [];
  if ('named' in range) {
    const counts = range.named === 'lastDays' || range.named === 'lastWorkingDays';
    if (counts && range.days === undefined) faults.push({ path: ['range', 'days'], detail: 'needs a number of days' });
    if (!counts && range.days !== undefined) faults.push({ path: ['range', 'days'], detail: `"${range.named}" has no number of days` });
  } else if (Date.parse(range.from) >= Date.parse(range.to))
    faults.push({ path: ['range', 'to'], detail: 'the range ends before it begins' });
  if (dailyWindow !== null && dailyWindow.from === dailyWindow.to)
    faults.push({ path: ['dailyWindow', 'to'], detail: 'the window ends when it begins: nothing would be in it' });
  if (format !== null && template.key.by !== 'time')
    faults.push({ path: ['format'], detail: `only Calls by Start Time is grouped by a form of time, not ${template.name}` });
  return faults;
};

/** Everything that is wrong with a report beyond its form. Expects it tidy. */
export const contentFaults = (content: ReportContent, filters: UsableFilters): readonly ContentFault[] => {
  const template = findTemplate(content.template);
  if (template === null)
    return [
      { path: ['template'], detail: `there is no template "${content.template}"; give one of ${templates.map(({ id }) => id).join(', ')}` },
    ];
  // L3951: it has a report of its own, which everybody has.
  if (template.fixedColumns !== null)
    return [{ path: ['template'], detail: `${template.name} is one fixed report that is there already; choose another template` }];
  const long = JSON.stringify(content).length > largestReportCharacters;
  return [
    ...(long ? [{ path: [], detail: 'the report is longer than can be kept: shorten its filter' }] : []),
    ...columnFaults(content, template),
    ...sortFaults(content, template),
    ...chartFaults(content, template),
    ...timeFaults(content, template),
    ...filterFaults(content.filter, filters),
  ].slice(0, 2 * reportLimits.columns);
};
