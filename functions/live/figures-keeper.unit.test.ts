import { expect, test } from 'vitest';
import { silentLog } from '../runtime/log.ts';
import { askedFigure } from './core/site-figures/asked-figure.ts';
import { createFiguresKeeper } from './figures-keeper.ts';

const owner = { tenant: 'bakery', site: 'harbour' };
const asked = (statistic: string) => {
  const figure = askedFigure({ statistic });
  if ('faults' in figure) throw new Error(JSON.stringify(figure.faults));
  return figure;
};

test('who asks for everything while a reading waits for its turn joins it', async () => {
  let reads = 0;
  const keeper = createFiguresKeeper({
    historyPosition: async () => {
      reads += 1;
      return 0;
    },
    hours: { marks: async () => new Map(), rows: async () => ({ calls: [], status: [] }) },
    gapsOf: async () => [],
    store: { read: async () => null },
    readOutbox: async () => {
      reads += 1;
      return [];
    },
    findConfig: async () => null,
    now: () => Date.parse('2026-03-02T09:00:00.000Z'),
    log: silentLog,
  });
  const [inbound, lost] = [asked('callsInbound'), asked('callsLost')];
  const answers = await Promise.all(Array.from({ length: 100 }, (_, i) => keeper.bring(owner, [i % 2 === 0 ? inbound : lost], 'all')));
  // One look at the position of history and one at the outbox.
  expect(reads).toBe(2);
  const { values } = answers[99]?.figures.read([inbound, lost], 0) ?? { values: new Map() };
  expect([values.get(inbound.key), values.get(lost.key)]).toEqual([0, 0]);
});
