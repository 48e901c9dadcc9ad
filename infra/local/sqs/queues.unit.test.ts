import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openLevelStore } from '../dynamodb/level-store.ts';
import { parseQueueFacts } from './queue-model.ts';
import { openQueues } from './queues.ts';

test('groups take turns, also after a restart; what has none is a group of its own', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'trunkline-queues-'));
  const open = async () => {
    const level = await openLevelStore(dir, false);
    return { level, queues: await openQueues(level, () => 1_000) };
  };
  const first = await open();
  await first.queues.create(parseQueueFacts('work', {}, 0));
  for (const [body, group] of [['a1', 'a'], ['a2', 'a'], ['a3', 'a'], ['b1', 'b'], ['b2', 'b'], ['alone 1'], ['alone 2']] as const)
    await first.queues.send('work', body, { group });
  const bodies = (messages: readonly { readonly body: string }[]) => messages.map(({ body }) => body);
  expect(bodies(await first.queues.receive('work', 2, 30_000))).toEqual(['a1', 'b1']);
  await first.level.close();
  const second = await open();
  expect(bodies(await second.queues.receive('work', 10, 30_000))).toEqual(['alone 1', 'alone 2', 'a2', 'b2', 'a3']);
  await second.level.close();
  rmSync(dir, { recursive: true });
});
