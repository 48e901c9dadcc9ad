import { expect, test } from 'vitest';
import { fairOrder } from './fair-order.ts';

const due = (tenant: string, dueAt: number) => ({ tenant, dueAt });

test('customers take turns, each with what waits longest', () => {
  const list = [due('many', 3), due('many', 1), due('many', 2), due('bakery', 9), due('florist', 8), due('bakery', 7)];
  expect(fairOrder(list)).toEqual([due('many', 1), due('bakery', 7), due('florist', 8), due('many', 2), due('bakery', 9), due('many', 3)]);
  expect(fairOrder([])).toEqual([]);
});
