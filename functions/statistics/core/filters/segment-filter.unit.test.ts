import { describe, expect, test } from 'vitest';
import { durationMs } from '../../../domain/ids.ts';
import type { Segment } from '../../../domain/segment.ts';
import { segmentRow } from '../facts/testing/build-rows.ts';
import type { FilterSpec } from '../types/filter.ts';
import { combineFilters } from './combine-filters.ts';
import { describeFilter } from './describe-filter.ts';
import type { Filter } from './filter.ts';
import type { FilterContext } from './filter-context.ts';
import { mismatchReason } from './mismatch-reason.ts';
import { parseFilter } from './parse-filter.ts';
import { segmentMatches } from './segment-predicate.ts';

const filterOf = (spec: FilterSpec): Filter => {
  const parsed = parseFilter(spec);
  if ('errors' in parsed) throw new Error(JSON.stringify(parsed.errors));
  return parsed.filter;
};
const context: FilterContext = { dialPlan: { serviceCodes: ['999', '112'] } };
const answered = { from: 0, answer: 5, to: 65 };
const row = (more: Partial<Segment>, span: Parameters<typeof segmentRow>[1] = answered): Segment =>
  segmentRow(1, span, { callType: 'external', direction: 'in', trunk: '94001', extension: '1001', outsideNumber: '02071234567', ...more });
const failed = (more: Partial<Segment>): Segment => row({ direction: 'out', outcome: 'failed', ...more }, { from: 0, to: 5 });
const internal = row({
  callType: 'internal',
  direction: 'out',
  trunk: null,
  outsideNumber: null,
  extension: '1002',
  callingExtension: '1001',
  callingAgent: '601',
});

describe('what each field asks', () => {
  const cases: readonly (readonly [FilterSpec, string, Segment, boolean])[] = [
    [{}, 'any segment', row({}), true],
    [{ direction: 'in' }, 'inbound', row({}), true],
    [{ direction: 'out' }, 'inbound', row({}), false],
    [{ direction: 'in' }, 'internal', internal, true],
    [{ direction: 'out' }, 'internal', internal, true],
    [{ callType: 'internal' }, 'internal', internal, true],
    [{ callType: 'internal' }, 'external', row({}), false],
    [{ callStatus: 'completed' }, 'ended', row({}), true],
    [{ callStatus: 'completed' }, 'in progress', row({}, { from: 0 }), false],
    [{ callStatus: 'inProgress' }, 'in progress', row({}, { from: 0 }), true],
    [{ callStatus: 'completed' }, 'failed with a trunk', failed({}), true],
    [{ callStatus: 'completed' }, 'failed without a trunk', failed({ trunk: null }), false],
    [{ callStatus: 'inProgress' }, 'failed without a trunk', failed({ trunk: null }), false],
    [{ answered: true }, 'answered', row({}), true],
    [{ answered: false }, 'refused', row({}, { from: 0, to: 5 }), true],
    [{ lost: true }, 'lost', row({ outcome: 'lost' }, { from: 0, to: 5 }), true],
    [{ lost: true }, 'refused', row({}, { from: 0, to: 5 }), false],
    [{ lost: false }, 'refused', row({}, { from: 0, to: 5 }), true],
    [{ duration: { from: 65_000, to: 65_000 } }, '65 s', row({}), true],
    [{ duration: { from: 65_001, to: null } }, '65 s', row({}), false],
    [{ duration: { from: null, to: 65_000 } }, 'in progress', row({}, { from: 0, answer: 5 }), false],
    [{ duration: { from: 68_000, to: 68_000 } }, '65 s and 3 s on hold', row({ holdMs: durationMs(3_000) }), true],
    [{ talk: { from: 60_000, to: 60_000 } }, '60 s of talk', row({}), true],
    [{ talk: { from: 0, to: null } }, 'in progress', row({}, { from: 0, answer: 5 }), false],
    [{ ring: { from: 5_000, to: 5_000 } }, 'answered after 5 s', row({}, { from: 0, answer: 5 }), true],
    [{ ring: { from: 0, to: null } }, 'still ringing', row({}, { from: 0 }), false],
    [{ contactMatch: true }, 'a contact', row({ contactName: 'Baker' }), true],
    [{ contactMatch: true }, 'a speed dial', row({ speedDialName: 'Baker' }), false],
    [{ contactMatch: false }, 'no contact', row({}), true],
    [{ trunkToTrunk: true }, 'trunk to trunk', row({ trunkToTrunk: true }), true],
    [{ trunkToTrunk: false }, 'trunk to trunk', row({ trunkToTrunk: true }), false],
    [{ invalidDialledNumber: true }, 'failed without a trunk', failed({ trunk: null }), true],
    [{ invalidDialledNumber: true }, 'failed with a trunk', failed({}), false],
    [{ invalidDialledNumber: true }, 'failed inside', failed({ trunk: null, callType: 'internal' }), false],
    [{ invalidDialledNumber: false }, 'answered', row({}), true],
    [{ serviceCodes: true }, '999 dialled', row({ direction: 'out', outsideNumber: '999' }), true],
    [{ serviceCodes: true }, '9990 dialled', row({ direction: 'out', outsideNumber: '9990' }), false],
    [{ serviceCodes: true }, '999 calling', row({ outsideNumber: '999' }), false],
    [{ serviceCodes: false }, 'an ordinary call', row({}), true],
    [{ serviceCodes: false }, 'no number', row({ direction: 'out', outsideNumber: null }), true],
    [{ tag3: 'red' }, 'tag 3 red', row({ tags: [null, null, 'Red', null, null] }), true],
    [{ tag2: 'red' }, 'tag 3 red', row({ tags: [null, null, 'Red', null, null] }), false],
    [{ callId: '1f%' }, 'PBX id 1F01', row({ pbxCallId: '1F01' }), true],
    [{ huntGroup: '2000-2009' }, 'group 2003', row({ huntGroup: '2003' }), true],
    [{ huntGroup: '2000-2009' }, 'no group', row({}), false],
    [{ huntGroup: '!2003' }, 'no group', row({}), true],
    [{ trunk: '94000-94009', outsideNumber: '02%' }, 'both', row({}), true],
    [{ trunk: '94000-94009', outsideNumber: '01%' }, 'only the trunk', row({}), false],
    [{ agentStatus: ['free'], deviceStatus: ['idle'] }, 'any segment: grids only', row({}), true],
  ];
  test.each(cases)('%j on %s: %#', (spec, _what, segment, expected) => {
    expect(segmentMatches(filterOf(spec), segment, context)).toBe(expected);
    expect(mismatchReason(filterOf(spec), segment, context) === null).toBe(expected);
  });

  const sides: readonly (readonly ['device' | 'caller', FilterSpec, Segment, boolean])[] = [
    ['device', { direction: 'in' }, internal, true],
    ['device', { direction: 'out' }, internal, false],
    ['caller', { direction: 'in' }, internal, false],
    ['caller', { direction: 'out' }, internal, true],
    ['device', { extension: '1002' }, internal, true],
    ['device', { extension: '1001' }, internal, false],
    ['caller', { extension: '1001', agent: '601' }, internal, true],
    ['caller', { extension: '1002' }, internal, false],
    ['caller', { extension: '1001' }, row({}), true],
    ['caller', { direction: 'in' }, row({}), true],
    // A failed internal attempt stands at who made it.
    ['device', { direction: 'out' }, failed({ callType: 'internal', trunk: null }), true],
    ['device', { direction: 'in' }, failed({ callType: 'internal', trunk: null }), false],
  ];
  test.each(sides)('seen from the %s: %j %#', (seenFrom, spec, segment, expected) =>
    expect(segmentMatches(filterOf(spec), segment, { ...context, seenFrom })).toBe(expected),
  );
});

describe('describeFilter', () => {
  test.each<readonly [FilterSpec, string]>([
    [{}, 'every call'],
    [
      { extension: '1000-1005,!1003,1040,18%5,2000+' },
      'extension 1000 to 1005, 1040, starting with 18 and ending with 5 or 2000 and higher, but not 1003',
    ],
    [{ agent: '!1003' }, 'agent anything but 1003'],
    [{ accountCode: '!%' }, 'account code none'],
    [{ accountCode: '%' }, 'account code anything'],
    [{ contactName: 'Smith\\, John' }, 'contact name "Smith, John"'],
    [{ outsideNumber: '09%,%99,%5%,0_1' }, 'outside number starting with "09", ending with "99", containing "5" or of the form "0_1"'],
    [{ trunk: '-94005' }, 'trunk up to 94005'],
    [{ ddi: '1,2,3,4,5,6,7,8,9,10' }, 'DDI "1", "2", "3", "4", "5", "6", "7", "8" or 2 more'],
    [{ callType: 'external', direction: 'in', answered: false }, 'external; inbound; not answered'],
    [{ ring: { from: 5_000, to: null }, talk: { from: null, to: 500 } }, 'talk time up to 0.5 s; ring time 5 s or more'],
    [{ shortCall: true, direction: 'out' }, 'outbound; short calls'],
    [{ shortCall: false }, 'no short calls'],
    [{ agentStatus: ['wrap', 'busy'] }, 'grids show agents: busy, wrap'],
  ])('%j', (spec, words) => expect(describeFilter(filterOf(spec))).toBe(words));
});

describe('mismatchReason names the first field that fails', () => {
  test.each<readonly [FilterSpec, Segment, string]>([
    [{ extension: '1000-1005' }, row({ extension: '1007' }), 'extension 1007 is not 1000 to 1005'],
    [{ extension: '1000-1010,!1003,!1007' }, row({ extension: '1007' }), 'extension 1007 is left out: anything but 1007'],
    [{ huntGroup: '2000' }, row({}), 'it has no hunt group'],
    [{ contactName: 'Baker' }, row({ contactName: 'Smith' }), 'contact name "Smith" is not "Baker"'],
    [{ direction: 'out', ring: { from: 9_000, to: null } }, row({}), 'the filter asks: outbound'],
    [{ ring: { from: 9_000, to: null } }, row({}), 'ring time 5 s is not 9 s or more'],
    [{ talk: { from: 9_000, to: null } }, row({}, { from: 0, answer: 5 }), 'its talk time is not final yet'],
    [{ serviceCodes: true }, row({}), 'the filter asks: to a service code'],
  ])('%j', (spec, segment, reason) => expect(mismatchReason(filterOf(spec), segment, context)).toBe(reason));
});

describe('combineFilters', () => {
  const [sales, inbound] = [filterOf({ extension: '1000-1005' }), filterOf({ direction: 'in' })];
  test('replace: the view does not matter, no filter on the tile is no filter', () => {
    expect(combineFilters(sales, inbound, 'replace')).toEqual({ filter: inbound, conflicts: [] });
    expect(combineFilters(sales, null, 'replace')).toEqual({ filter: null, conflicts: [] });
  });
  test('combine: whichever there is, both when both are', () => {
    expect(combineFilters(null, null, 'combine').filter).toBeNull();
    expect(combineFilters(sales, null, 'combine').filter).toEqual(sales);
    expect(combineFilters(null, sales, 'combine').filter).toEqual(sales);
    const both = combineFilters(sales, inbound, 'combine').filter;
    expect(both !== null && describeFilter(both)).toBe('extension 1000 to 1005; inbound');
    expect(
      both !== null &&
        [row({}), row({ direction: 'out' }), row({ extension: '1006' })].map((segment) => segmentMatches(both, segment, context)),
    ).toEqual([true, false, false]);
  });
  test('the same field twice: both hold', () => {
    const { filter, conflicts } = combineFilters(sales, filterOf({ extension: '!1001' }), 'combine');
    expect(conflicts).toEqual([]);
    expect(filter !== null && ['1001', '1002', '1006'].map((extension) => segmentMatches(filter, row({ extension }), context))).toEqual([
      false,
      true,
      false,
    ]);
  });
  test('the same test twice stands once', () => expect(combineFilters(sales, sales, 'combine').filter).toEqual(sales));
  test.each<readonly [FilterSpec, FilterSpec, readonly string[]]>([
    [{ callType: 'external' }, { callType: 'internal' }, ['the view asks "external", the tile "internal": nothing is both']],
    // Internal calls are both.
    [{ direction: 'in' }, { direction: 'out' }, []],
    [{ answered: true }, { answered: false }, ['the view asks "answered", the tile "not answered": nothing is both']],
    [{ ring: { from: null, to: 5_000 } }, { ring: { from: 5_000, to: null } }, []],
    [
      { ring: { from: null, to: 4_000 } },
      { ring: { from: 5_000, to: null } },
      ['the view asks "ring time up to 4 s", the tile "ring time 5 s or more": nothing is both'],
    ],
    [{ agentStatus: ['free'] }, { agentStatus: ['busy'] }, ['the view and the tile show no agents in common']],
    [{ agentStatus: ['free', 'busy'] }, { agentStatus: ['busy'] }, []],
  ])('%j and %j', (view, tile, conflicts) =>
    expect(combineFilters(filterOf(view), filterOf(tile), 'combine').conflicts).toEqual(conflicts),
  );
});
