import { expect, it } from 'vitest';
import { auditActions } from '../../functions/audit/constants.ts';
import { actionWords } from '../../web/src/site/core/audit-words.ts';

it('has words for every action of the log, and shows one it does not know as it is', () => {
  expect(auditActions.filter((action) => actionWords(action) === action)).toEqual([]);
  expect(actionWords('moon.land')).toBe('moon.land');
});
