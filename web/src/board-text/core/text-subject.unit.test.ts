import { expect, it } from 'vitest';
import { askedFor, type ListedThing } from './text-subject.ts';

const thing = (kind: ListedThing['kind'], id: string, usual = true): ListedThing => ({ kind, id, name: id, words: '', usual });
const [lost, calls, monday] = [thing('report', 'lost'), thing('report', 'calls', false), thing('schedule', 'monday')];

it('what is usual is everything; another choice is named by kind', () => {
  const all = [lost, calls, monday];
  expect(askedFor(all, [lost, monday])).toBeNull();
  expect(askedFor(all, all)).toEqual({ board: [], report: ['lost', 'calls'], schedule: ['monday'] });
  expect(askedFor(all, [monday])).toEqual({ board: [], report: [], schedule: ['monday'] });
});
