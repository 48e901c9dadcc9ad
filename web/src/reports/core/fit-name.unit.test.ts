import { expect, it } from 'vitest';
import { fitName } from './fit-name.ts';

const letters = (text: string): number => [...text].length;

it.each([
  ['Reservations', '2000', 17, 'Reservations 2000'],
  ['Reservations', '2000', 16, 'Reservatio… 2000'],
  ['Front desk', '2000', 11, 'Front… 2000'],
  ['Reservations', '2000', 3, 'R… 2000'],
  [null, '01632960100', 11, '01632960100'],
  ['', '01632960100', 8, '0163296…'],
  ['Alice', 'Alice', 5, 'Alice'],
])('%s %s in %i', (name, label, room, expected) => expect(fitName(name, label, room, letters)).toBe(expected));
