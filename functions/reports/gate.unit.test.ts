import { expect, test } from 'vitest';
import { createGate } from './gate.ts';

/** Work that ends when told, and writes down when it began. */
const createWork = () => {
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  const work = (name: string) => () => {
    begun.push(name);
    return new Promise<string>((resolve) => ends.set(name, () => resolve(name)));
  };
  return { begun, work, end: (name: string) => ends.get(name)?.() };
};

test('owners take turns, however much one of them asks', async () => {
  const gate = createGate(1, 60_000);
  const { begun, work, end } = createWork();
  const asked = [gate(work('a1'), 'a'), gate(work('a2'), 'a'), gate(work('a3'), 'a'), gate(work('b1'), 'b'), gate(work('a4'), 'a')];
  for (const [i, name] of ['a1', 'a2', 'b1', 'a3', 'a4'].entries()) {
    await expect.poll(() => begun[i]).toBe(name);
    end(name);
  }
  expect(await Promise.all(asked)).toEqual(['a1', 'a2', 'a3', 'b1', 'a4']);
});

test('what waited too long is given up, what failed frees its place', async () => {
  const gate = createGate(1, 1);
  const { begun, work, end } = createWork();
  const first = gate(work('first'));
  await expect(gate(work('late'))).rejects.toMatchObject({ code: 'unavailable' });
  end('first');
  await first;
  await expect(gate(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  await expect(gate(() => Promise.reject(new Error('INTERRUPT Error: Interrupted!')))).rejects.toMatchObject({ code: 'unavailable' });
  const last = gate(work('last'));
  end('last');
  expect([await last, begun]).toEqual(['last', ['first', 'last']]);
});
