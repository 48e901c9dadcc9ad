import { describe, expect, test } from 'vitest';
import { templates } from '../../../statistics/catalogue.ts';
import { contentFaults } from '../content-faults.ts';
import { templateDefaults } from '../template-defaults.ts';
import { tidyReport } from '../tidy-report.ts';
import { defaultReport } from './default-report.ts';
import { defaultReports } from './default-reports.ts';
import { inboundCallSummary } from './inbound-call-summary.ts';

const nobody = { find: () => null, forEverybody: true };

describe('the set', () => {
  test('has the reports of the manual, by category', () => {
    const byCategory = new Map<string, string[]>();
    for (const { content } of defaultReports) byCategory.set(content.category, [...(byCategory.get(content.category) ?? []), content.name]);
    expect([...byCategory]).toEqual([
      ['Call Lists', ['Call List General', 'Invalid Dialled Numbers', 'Lost Calls', 'Trunk to Trunk Calls', 'Unreturned Lost Calls']],
      ['Call Performance', ['Call Performance By Day', 'Service Level By Half Hour', 'Service Level By Half Hour & Day']],
      [
        'Calls By Device',
        [
          'Calls By Account Code',
          'Calls By DDI',
          'Calls By Extension',
          'Calls By Hunt Group',
          'Calls By Trunk',
          'Calls By User',
          'Detailed DND Status List',
          'DND Status By Extension',
          'Unmatched Calls By Extension',
          'Unmatched Calls By User',
        ],
      ],
      ['Calls By Number', ['Calls By Telephone Number', 'Calls For Service Codes', 'Top Dialled Numbers', 'Top Received Numbers']],
      [
        'Calls By Time',
        ['Call Summary By Day', 'Call Summary By Month', 'Call Summary By Week', 'Calls By Half Hour', 'Calls By Half Hour & Day'],
      ],
      [
        'Calls/Status By Agent',
        ['ACD Status By Agent', 'Calls By Agent', 'Detailed ACD Status List', 'DND Status By Agent', 'Unmatched Calls By Agent'],
      ],
      ['Other - Configuration', ['ACD Agent List', 'Device List', 'DDI Number List', 'Trunk List']],
    ]);
  });

  test.each(defaultReports.map(({ id, content }) => [id, content] as const))(
    '%s is sound, tidy, and says what it counts',
    (_id, content) => {
      expect(contentFaults(content, nobody)).toEqual([]);
      expect(tidyReport(content)).toEqual(content);
      expect(content.description.length).toBeGreaterThan(20);
    },
  );

  test('tells beside what came in what of it was answered, not calls that were made or internal ones', () => {
    const columnsOf = (name: string) =>
      defaultReports
        .find(({ content }) => content.name === name)
        ?.content.columns.map(({ statistic, header }) => (header === null ? statistic : `${statistic}: ${header}`));
    expect(columnsOf('Call Performance By Day')?.slice(0, 3)).toEqual([
      'callsInbound',
      'callsInAnsExternal: Inbound Answered',
      'callsLost',
    ]);
    const using = (statistic: string) =>
      defaultReports.filter(({ content }) => JSON.stringify(content).includes(`"${statistic}"`)).map(({ content }) => content.name);
    // All calls of these came in from outside: the two are one number, under the manual's own name.
    expect(using('callsAnswered')).toEqual(['Calls By DDI']);
    expect(using('callsInAnsExternal')).toEqual([
      'Call Performance By Day',
      'Service Level By Half Hour',
      'Service Level By Half Hour & Day',
      'Calls By Hunt Group',
      'Top Received Numbers',
      'Call Summary By Day',
      'Call Summary By Month',
      'Call Summary By Week',
      'Calls By Half Hour',
      'Calls By Half Hour & Day',
    ]);
  });

  test('has each id and name once', () => {
    expect(new Set(defaultReports.map(({ id }) => id)).size).toBe(36);
    expect(new Set(defaultReports.map(({ content }) => content.name)).size).toBe(36);
  });

  test('by week and by month the range begins with a whole one', () => {
    const of = (name: string) => defaultReports.find(({ content }) => content.name === name)?.content;
    expect([of('Call Summary By Week'), of('Call Summary By Month')].map((content) => [content?.format, content?.range])).toEqual([
      ['week', { named: 'last12Weeks' }],
      ['month', { named: 'last12Months' }],
    ]);
  });

  test('a template that is not there is a fault of the source', () => {
    expect(() => defaultReport('x', 'y', { name: 'n', template: 'nothing' })).toThrow('there is no template "nothing"');
  });
});

describe('what a report of a template begins with', () => {
  test('is there for every template, in the order of the catalogue', () => {
    expect(templateDefaults.map(({ template }) => template)).toEqual(templates.map(({ id }) => id));
  });

  test.each(templateDefaults.map((preset) => [preset.template, preset] as const))('%s', (template, preset) => {
    if (template === 'inboundCallSummary') {
      expect(preset.columns).toEqual(templates.find(({ id }) => id === template)?.fixedColumns);
      return;
    }
    const { content } = defaultReport('Category', 'an-id', { name: 'Name', template });
    expect(contentFaults(content, nobody)).toEqual([]);
  });

  test('the report with fixed columns is made of them and cannot be made by people', () => {
    expect(inboundCallSummary.content.columns).toHaveLength(8);
    expect(contentFaults(inboundCallSummary.content, nobody)).toEqual([
      { path: ['template'], detail: 'Inbound Call Summary is one fixed report that is there already; choose another template' },
    ]);
  });
});
