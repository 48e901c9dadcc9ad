import { expect, test } from 'vitest';
import { attempts } from './attempts.ts';

test('eight who each need the turn for themselves all get it', async () => {
  let revision = 0;
  const save = async (): Promise<boolean> => {
    for await (const _ of attempts()) {
      const seen = revision;
      await new Promise((resolve) => setTimeout(resolve, 1));
      if (seen !== revision) continue;
      revision += 1;
      return true;
    }
    return false;
  };
  expect((await Promise.all(Array.from({ length: 8 }, save))).filter(Boolean)).toHaveLength(8);
  expect(revision).toBe(8);
});

test('ends, where others are faster each time', async () => {
  const turns: number[] = [];
  for await (const attempt of attempts()) turns.push(attempt);
  expect(turns).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
});
