import { expect, it } from 'vitest';
import { groupReport } from './report-fixture.ts';
import { computeSortColumns } from './sort-columns.ts';

const statistics = [
  { id: 'callsInbound', heading: 'Calls Inbound', type: 'count' },
  { id: 'callsLost', heading: 'Calls Lost', type: 'count' },
  { id: 'trunk', heading: 'Trunk', type: 'text' },
] as const;

it('names columns as the report does, else as the catalogue does, else by their id', () => {
  expect(computeSortColumns(groupReport, 'Hunt Group', ['callsInbound', 'callsLost', 'trunk', 'gone'], statistics)).toEqual([
    { id: 'key', name: 'Group', numeric: false },
    { id: 'callsInbound', name: 'In', numeric: true },
    { id: 'callsLost', name: 'Calls Lost', numeric: true },
    { id: 'trunk', name: 'Trunk', numeric: false },
    { id: 'gone', name: 'gone', numeric: false },
  ]);
});

it('has no column of a name where rows have none', () => {
  expect(computeSortColumns(groupReport, null, ['callsLost'], statistics)).toEqual([
    { id: 'callsLost', name: 'Calls Lost', numeric: true },
  ]);
});
