import { expect, it } from 'vitest';
import { categoriesOf, groupReports } from './group-reports.ts';
import { reportItem } from './report-fixture.ts';

const reports = [
  reportItem({ id: 's', name: 'Shared one', shared: true, category: 'Team' }),
  reportItem({ id: 'b', name: 'Week 10', category: 'Weeks' }),
  reportItem({ id: 'a', name: 'Week 9', category: 'Weeks' }),
  reportItem({ id: 'c', name: 'Lost calls', category: 'Lists', description: 'Nobody rang back' }),
  reportItem({ id: 'x', name: 'Inbound Call Summary', builtIn: true, shared: true, owner: null, category: 'Call Performance' }),
];

it('puts reports on three shelves, by category and name', () => {
  const { builtIn, own, shared } = groupReports(reports, '');
  expect(builtIn.map(({ id }) => id)).toEqual(['x']);
  expect(own.map((group) => [group.category, ...group.reports.map(({ id }) => id)])).toEqual([
    ['Lists', 'c'],
    ['Weeks', 'a', 'b'],
  ]);
  expect(shared.map((group) => [group.category, ...group.reports.map(({ id }) => id)])).toEqual([['Team', 's']]);
});

it('finds by every word of name, category or description', () => {
  const { builtIn, own, shared } = groupReports(reports, '  RANG lists ');
  expect([builtIn.length, own.flatMap((group) => group.reports.map(({ id }) => id)), shared.length]).toEqual([0, ['c'], 0]);
});

it('offers categories of reports that people made', () => {
  expect(categoriesOf(reports)).toEqual(['Lists', 'Team', 'Weeks']);
});
