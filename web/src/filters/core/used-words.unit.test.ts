import { expect, it } from 'vitest';
import { usedWords } from './used-words.ts';

it('counts what uses a filter, kind by kind', () => {
  const board = { kind: 'board', id: 'b1', name: 'Hall' } as const;
  expect(usedWords({ usedBy: [] })).toBe('');
  expect(usedWords({ usedBy: [{ kind: 'schedule', id: 's1', name: 'Nightly' }, board, { ...board, id: 'b2' }] })).toBe(
    '2 boards, 1 schedule',
  );
});
