import { describe, expect, test } from 'vitest';
import { callFields, segmentFields, statusFields } from '../../../domain/public-rows.ts';
import { siteConfigSchema } from '../../../domain/site-config.ts';
import { findTemplate, templates } from '../templates/templates.ts';
import { headingOf } from './heading.ts';
import { baseScope, figureSettingsOf } from './settings.ts';
import { findStatistic, statistics } from './statistics.ts';

const offered = (id: string): readonly string[] => findStatistic(id)?.templates ?? [];

describe('every statistic', () => {
  test('says in words of its own what it is', () => {
    for (const { id, name, words } of statistics) {
      expect(words.length, id).toBeGreaterThan(20);
      expect(words.toLowerCase().replace(/[^a-z]/g, ''), id).not.toBe(name.toLowerCase().replace(/[^a-z]/g, ''));
      expect(words, id).toMatch(/^[A-Z].*\.$/);
    }
  });

  test('that is a share or an average tells what it divides by', () => {
    for (const { id, type, words, formula } of statistics)
      if ((type === 'percentage' && id !== 'serviceLevel') || formula.kind === 'average' || formula.kind === 'stayAverage')
        expect(words, id).toContain('÷');
  });

  test('is offered on templates that exist, and stands in a report or on a board', () => {
    for (const { id, templates: on, live } of statistics) {
      expect(
        on.filter((template) => findTemplate(template) === null),
        id,
      ).toEqual([]);
      expect(live || on.length > 0, id).toBe(true);
    }
  });

  test('of a list shows fields that the listed rows have', () => {
    const configFields = ['number', 'name', 'node'];
    const fieldsOf = { callList: callFields, segmentList: segmentFields, statusList: statusFields, configList: configFields };
    for (const { id, formula, templates: on } of statistics) {
      if (formula.kind !== 'field') continue;
      for (const template of on) {
        const kind = findTemplate(template)?.kind;
        if (kind === undefined || kind === 'grouped') throw new Error(`${id} is a field, but offered on ${template}`);
        const fields: readonly string[] = fieldsOf[kind];
        expect(fields, id).toContain(kind === 'callList' ? (formula.callField ?? formula.field) : formula.field);
        if (kind === 'segmentList' && formula.alsoField !== undefined) expect(fields, id).toContain(formula.alsoField);
      }
    }
  });

  test('has a formula of its own, but for columns that the manual has under two names', () => {
    const seen = new Map<string, string[]>();
    for (const { id, formula, templates: on } of statistics) {
      const key = JSON.stringify([formula, formula.kind === 'field' ? on : null]);
      seen.set(key, [...(seen.get(key) ?? []), id]);
    }
    expect([...seen.values()].filter((ids) => ids.length > 1)).toEqual([
      ['callsInbound', 'callsInExternal'],
      ['callsOutbound', 'callsOut'],
    ]);
  });
});

describe('where columns are offered', () => {
  const grouped = [
    'callsByAccountCode',
    'callsByAgent',
    'callsByDdi',
    'callsByExtension',
    'callsByHuntGroup',
    'callsByStartTime',
    'callsByTelephoneNumber',
    'callsByTrunk',
    'callsByUser',
  ];
  test('call columns on every grouped template', () => {
    expect(offered('callsOutExternal')).toEqual([...grouped, 'site']);
    expect(offered('percentOfAllTotalTalkTime')).toEqual([...grouped, 'site']);
    expect(offered('callsIn')).toEqual([...grouped, 'site']);
  });
  test.each(['callsInternal', 'callsInInternal', 'percentCallsInInt', 'percentCallsOutAnsInt', 'percentOfAllCallsInAnsInt'])(
    '%s not where only external calls are counted',
    (id) => {
      expect(offered(id)).toEqual([
        'callsByAgent',
        'callsByExtension',
        'callsByHuntGroup',
        'callsByTelephoneNumber',
        'callsByUser',
        'site',
      ]);
    },
  );
  test('account codes as printed, ACD at agents, DND at agents, extensions, users', () => {
    expect(offered('code3')).toEqual([
      'callsByDdi',
      'callsByExtension',
      'callsByHuntGroup',
      'callsByStartTime',
      'callsByTelephoneNumber',
      'callsByTrunk',
      'callsByUser',
      'site',
    ]);
    expect(offered('timeInFree')).toEqual(['callsByAgent']);
    expect(offered('timesInDnd20')).toEqual(['callsByAgent', 'callsByExtension', 'callsByUser']);
  });
  test('list columns by their asterisks; agent, extension and user on both kinds of list', () => {
    const both = ['callList', 'callListSegmented', 'unreturnedLostCalls'];
    for (const id of ['agent', 'agentName', 'extension', 'username', 'huntGroup', 'tagField5']) expect(offered(id)).toEqual(both);
    expect(offered('segmentNo')).toEqual(['callListSegmented']);
    for (const id of ['segmentCount', 'answeringAgent', 'firstRangExtensionName', 'lastRangAgent', 'elapsedTime'])
      expect(offered(id)).toEqual(['callList', 'unreturnedLostCalls']);
  });
  test('the inbound summary has its eight fixed columns', () => {
    const summary = findTemplate('inboundCallSummary');
    expect(summary?.fixedColumns).toHaveLength(8);
    for (const id of summary?.fixedColumns ?? []) expect(offered(id), id).toContain('inboundCallSummary');
    expect(statistics.filter(({ templates: on }) => on.includes('inboundCallSummary'))).toHaveLength(8);
  });
  test('on boards: all but lists, shares of a report and what is looked up over the whole customer', () => {
    const reportOnly = statistics.filter(({ live, formula }) => !live && formula.kind !== 'field' && formula.kind !== 'shareOfReport');
    expect(reportOnly.map(({ id }) => id)).toEqual(['unreturnedLostCalls', 'percentUnreturnedLostCalls']);
    expect(statistics.filter(({ live, formula }) => live && (formula.kind === 'field' || formula.kind === 'shareOfReport'))).toEqual([]);
  });
});

describe('templates', () => {
  test('the manual has 19, one of them outside its table, and one is ours', () => {
    expect(templates).toHaveLength(20);
    expect(templates.filter(({ line }) => line === null).map(({ id }) => id)).toEqual(['site']);
  });
  test.each([
    ['callsByHuntGroup', ['visit']],
    ['callsByAgent', ['leg', 'originator']],
    ['callsByExtension', ['leg', 'originator']],
    ['callsByUser', ['leg', 'originator']],
    ['callsByTelephoneNumber', ['leg']],
    ['callsByTrunk', ['call', 'trunk']],
    ['callsByStartTime', ['call', 'trunk']],
    ['callsByAccountCode', ['call', 'trunk']],
    ['callsByDdi', ['call']],
    ['inboundCallSummary', ['call']],
    ['callList', ['call']],
    ['site', ['call', 'trunk']],
  ])('%s counts %j', (id, grains) => {
    expect(findTemplate(id)?.grains).toEqual(grains);
  });
});

describe('what a site sets', () => {
  const config = siteConfigSchema.parse({
    devices: [],
    settings: {
      serviceLevelSeconds: 15,
      ringCategories: [4, 8, 16, 32, 64, 128],
      ignoreAbandoned: true,
      tagFieldNames: ['Order', ''],
      accountCodes: [{ code: '17', description: 'Sale' }, { code: '18' }],
    },
  });
  test('as milliseconds', () => {
    expect(figureSettingsOf(config)).toEqual({
      shortCallMs: 20_000,
      serviceLevelMs: 15_000,
      serviceLevelFormula: 'F3',
      abandonedMs: 5_000,
      ignoreAbandoned: true,
      ringCategoriesMs: [4_000, 8_000, 16_000, 32_000, 64_000, 128_000],
      callRatePeriodMs: 1_800_000,
      returnWindowMs: 604_800_000,
      accountCodes: [
        { code: '17', description: 'Sale' },
        { code: '18', description: '' },
      ],
    });
  });
  test('and as headings', () => {
    const heading = (id: string): string | null => {
      const statistic = findStatistic(id);
      return statistic === null ? null : headingOf(statistic, config);
    };
    expect(heading('percentAnsweredWithin3')).toBe('% Answered <= 16s');
    expect(heading('percentOfAllLostOver6')).toBe('% Of All Lost > 128s');
    expect(['code1', 'code2', 'code3'].map(heading)).toEqual(['Sale', '18', 'Code 3']);
    expect(['tagField1', 'tagField2', 'tagField3'].map(heading)).toEqual(['Order', 'Tag Field 2', 'Tag Field 3']);
    expect(heading('timeInDnd7')).toBe('Time In DND 7');
    expect(heading('callsLost')).toBe('Calls Lost');
  });
  test('ignored abandoned calls leave every figure, only when the site says so', () => {
    expect(baseScope(figureSettingsOf(config))).toHaveLength(1);
    expect(baseScope(figureSettingsOf(siteConfigSchema.parse({ devices: [] })))).toEqual([]);
  });
});
