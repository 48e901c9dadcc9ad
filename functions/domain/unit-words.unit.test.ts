import { expect, it } from 'vitest';
import { limitWords } from './unit-words.ts';

const businessUnits = [
  { id: 'north', name: 'Sales North', parent: 'sales' },
  { id: 'sales', name: 'Sales', parent: null },
  { id: 'desk', name: 'Front desk', parent: null },
  { id: 'night', name: 'Night', parent: 'desk' },
];
const words = (...units: string[]) => limitWords({ businessUnits }, { units });

it('names the units somebody is limited to, then those below them', () => {
  expect(limitWords({ businessUnits }, {})).toBeNull();
  expect(words('night')).toBe('Only calls of the business unit Night');
  expect(words('sales', 'desk')).toBe('Only calls of the business units Sales, Front desk, Sales North and Night');
  expect(words('north', 'sales')).toBe('Only calls of the business units Sales North and Sales');
  expect(words('sales', 'gone')).toBe('Only calls of the business units Sales and Sales North');
});

it('says that nothing is left where no unit is there any more, and counts what is too long to name', () => {
  const none = 'Only calls of business units that are no longer there, so none';
  expect([words('gone'), words()]).toEqual([none, 'Only calls of no business unit, so none']);
  const many = Array.from({ length: 15 }, (_, i) => ({ id: `u${i}`, name: `Unit ${i}`, parent: i === 0 ? null : 'u0' }));
  expect(limitWords({ businessUnits: many }, { units: ['u0'] })).toBe(
    'Only calls of the business units Unit 0, Unit 1, Unit 2, Unit 3, Unit 4, Unit 5, Unit 6, Unit 7, Unit 8, Unit 9, Unit 10, Unit 11 and 3 more',
  );
});
