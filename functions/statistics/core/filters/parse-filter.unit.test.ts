import { describe, expect, test } from 'vitest';
import { builtInFilters } from './built-in-filters.ts';
import { parseFilter } from './parse-filter.ts';
import { printFilter } from './print-filter.ts';

const errors = (spec: unknown) => {
  const parsed = parseFilter(spec);
  return 'errors' in parsed ? parsed.errors : [];
};

describe('parseFilter', () => {
  test('absent, null and blank fields do not narrow', () => {
    expect(parseFilter({ extension: ' ', agent: null, ddi: undefined, ring: { from: null, to: null }, agentStatus: null })).toEqual({
      filter: { tests: [], agentStatus: null, deviceStatus: null },
    });
  });
  test.each([
    [null, '', 'an object of fields'],
    ['1000', '', 'an object of fields'],
    [[], '', 'an object of fields'],
    [{ extension: 1000 }, 'extension', 'Give a text'],
    [{ direction: 'inbound' }, 'direction', 'Give "in" or "out"'],
    [{ callStatus: 'recorded' }, 'callStatus', 'not available until there are recordings'],
    [{ callStatus: 'notRecorded' }, 'callStatus', 'not available until there are recordings'],
    [{ callStatus: 'lost' }, 'callStatus', 'Give "completed" or "inProgress"'],
    [{ answered: 'yes' }, 'answered', 'true or false'],
    [{ ring: 5 }, 'ring', 'milliseconds'],
    [{ ring: { from: 1.5, to: null } }, 'ring', 'whole milliseconds'],
    [{ ring: { from: -1 } }, 'ring', 'whole milliseconds'],
    [{ ring: { from: 2, to: 1 } }, 'ring', 'backwards'],
    [{ ring: { from: 2, until: 1 } }, 'ring', 'Give {"from", "to"}'],
    [{ agentStatus: ['asleep'] }, 'agentStatus', 'Give a list'],
    [{ agentStatus: [] }, 'agentStatus', 'Give a list'],
    [{ deviceStatus: 'idle' }, 'deviceStatus', 'Give a list'],
    [{ notes: 'x' }, 'notes', 'belong to recordings'],
    [{ serial: 'x' }, 'serial', 'belong to recordings'],
    [{ globalCallId: 'x' }, 'globalCallId', 'link recordings'],
    [{ extention: '1000' }, 'extention', 'no field "extention"'],
    [JSON.parse('{"__proto__":"1000"}'), '__proto__', 'no field'],
    [{ constructor: '1000' }, 'constructor', 'no field'],
  ])('%j is refused at %j', (spec, field, words) => {
    const found = errors(spec);
    expect(found.map((error) => error.field)).toEqual([field]);
    expect(found[0]?.at).toBe(0);
    expect(found[0]?.message).toContain(words);
  });
  test('errors of texts carry their place', () => {
    expect(errors({ extension: '1000-', ddi: '1000-', agentName: '\\' }).map(({ field, at }) => [field, at])).toEqual([
      ['extension', 4],
      ['agentName', 0],
    ]);
  });
  test('is written back in canonical form', () => {
    const parsed = parseFilter({
      extension: ' 1001\n1002,, 5 - 10',
      agentName: 'a\\,b',
      direction: 'in',
      answered: false,
      ring: { from: 5 },
      agentStatus: ['busy', 'free'],
    });
    expect('filter' in parsed && printFilter(parsed.filter)).toEqual({
      extension: '1001,1002,5-10',
      agentName: 'a\\,b',
      direction: 'in',
      answered: false,
      ring: { from: 5, to: null },
      agentStatus: ['free', 'busy'],
    });
  });
});

describe('builtInFilters', () => {
  test('are the eleven of the manual and all parse', () => {
    expect(builtInFilters.map((filter) => filter.name)).toEqual([
      'Answered External Calls',
      'External Calls',
      'Inbound Calls',
      'Inbound External Calls',
      'Internal Calls',
      'Invalid Dialled Numbers',
      'Lost Calls',
      'Outbound Calls',
      'Outbound External Calls',
      'Service Codes',
      'Trunk to Trunk Calls',
    ]);
    for (const { spec } of builtInFilters) expect(errors(spec)).toEqual([]);
  });
});

test('many items are as many as one request may ask, over all fields', () => {
  const items = (count: number) => Array.from({ length: count }, (_, i) => `${i}`).join(',');
  expect(parseFilter({ extension: items(1_000), agent: items(1_000) })).toHaveProperty('filter');
  const ranges = (count: number) => Array.from({ length: count }, (_, i) => `${i}+`).join(',');
  expect(parseFilter({ extension: ranges(300) })).toHaveProperty('filter');
  expect(parseFilter({ extension: ranges(200), trunk: ranges(101) })).toEqual({
    errors: [{ field: '', at: 0, message: 'A filter may have at most 300 ranges; join those that touch, or list the numbers.' }],
  });
  expect(parseFilter({ extension: items(1_000), agent: items(1_000), trunk: '1' })).toEqual({
    errors: [{ field: '', at: 0, message: 'A filter may have at most 2000 items in all its fields; use ranges and patterns.' }],
  });
});

describe('a field that is narrowed twice', () => {
  test('goes into `and`, and comes back as it was', () => {
    const spec = { extension: '1000-1005', callType: 'external', and: [{ extension: '1003' }] };
    const parsed = parseFilter(spec);
    if ('errors' in parsed) throw new Error('not read');
    expect(parsed.filter.tests.map(({ field }) => field)).toEqual(['extension', 'callType', 'extension']);
    expect(printFilter(parsed.filter)).toEqual(spec);
    expect(parseFilter(printFilter(parsed.filter))).toEqual(parsed);
  });
  test.each([
    [{ and: 'x' }, 'and', 'Give a list'],
    [{ and: ['x'] }, 'and/0', 'an object of fields'],
    [{ and: [{ extension: 7 }] }, 'and/0/extension', 'Give a text'],
    [{ and: [{ and: [] }] }, 'and/0', 'fields of calls only'],
    [{ and: [{ agentStatus: ['free'] }] }, 'and/0', 'fields of calls only'],
    [{ and: Array.from({ length: 9 }, () => ({})) }, 'and', 'at most 8'],
  ])('%j is refused', (spec, field, words) => {
    expect(errors(spec)).toEqual([expect.objectContaining({ field, message: expect.stringContaining(words) })]);
  });
});
