import { describe, expect, it } from 'vitest';
import { filterConflicts, joinFilters } from './join-filters.ts';

describe('joinFilters', () => {
  it('asks both where they ask of different fields', () => {
    expect(joinFilters({ callType: 'external' }, { extension: '1001' })).toEqual({ callType: 'external', extension: '1001' });
    expect(joinFilters({ callType: 'external' }, { callType: 'external' })).toEqual({ callType: 'external' });
  });
  it('is the one there is, or none', () => {
    expect(joinFilters(null, { agent: '5001' })).toEqual({ agent: '5001' });
    expect(joinFilters({ agent: '5001' }, {})).toEqual({ agent: '5001' });
    expect(joinFilters({}, null)).toBeNull();
  });
  it('asks both of one field in a layer of its own', () => {
    expect(joinFilters({ extension: '1000-1005' }, { extension: '1003+', agent: '5001' })).toEqual({
      extension: '1000-1005',
      and: [{ extension: '1003+', agent: '5001' }],
    });
  });
  it('leaves to the server what a layer cannot say', () => {
    expect(joinFilters({ agentStatus: ['free'] }, { agentStatus: ['busy'] })).toBeUndefined();
    expect(joinFilters({ extension: '1', and: [] }, { extension: '2' })).toBeUndefined();
  });
});

describe('filterConflicts', () => {
  it('names what excludes each other, and nothing that may meet', () => {
    expect(filterConflicts({ callType: 'external', extension: '1' }, { callType: 'internal', extension: '2' })).toEqual([
      'View and tile ask different things of the kind of call (“external” and “internal”): nothing is both, so the tile stays empty.',
    ]);
    expect(filterConflicts({ direction: 'in' }, { direction: 'out' })).toEqual([]);
    expect(filterConflicts(null, { lost: true })).toEqual([]);
  });
});
