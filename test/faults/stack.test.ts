import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { runDay } from './run-day.ts';
import { between, createDice, seedsOf } from './seeds.ts';
import { createStackProcess } from './stack-process.ts';
import { differences, range, readSite } from './stored-site.ts';

/** The whole local stack is killed again and again while the agent goes on. */
const callsOfADay = 24;
const timeout = 120_000;

test.each(seedsOf([1]))('seed %i: kill -9 of the stack: everything acknowledged is there, nothing twice', { timeout }, async (seed) => {
  const root = mkdtempSync(join(tmpdir(), 'trunkline-stack-faults-'));
  const [calm, site] = [`calm-${seed}-z`, `stack-${seed}-z`];
  const stack = createStackProcess(join(root, 'stack'), [calm, site]);
  try {
    await stack.start();
    const cloud = { ...stack.address(), code: stack.code };
    const day = { seed, calls: callsOfADay, root, cloud };
    await runDay({ ...day, site: calm }, async () => {});
    await stack.idle();
    const dice = createDice(seed);
    await runDay({ ...day, site }, async ({ pbx, agent }) => {
      for (let kills = 2; kills > 0; kills -= 1) {
        await pbx.steps(agent, between(dice, 10, 45));
        // Into whatever it does with the last batches.
        await wait(between(dice, 0, 60));
        await stack.kill();
        await pbx.steps(agent, between(dice, 0, 30));
        await stack.start();
      }
    });
    await stack.idle();
    const [expected, stored] = [await readSite(stack.address().env, calm), await readSite(stack.address().env, site)];
    const lasting = (rows: readonly string[]): readonly string[] =>
      rows.filter((row) => /#(SEG|CALL|STATUS)#/.test(row.split(' ')[0] ?? ''));
    expect(differences(lasting(expected.rows), lasting(stored.rows))).toEqual([]);
    expect(lasting(stored.rows)).toEqual(lasting(expected.rows));
    expect(stored.calls.length).toBeGreaterThan(8);
    expect(stored.totals).toEqual(expected.totals);
    expect(stored.outbox).toEqual(range(stored.outbox.length));
    expect(stored.projected).toEqual([stored.outbox.length, stored.outbox.length]);
    for (const numbers of Object.values(stored.archived)) expect(numbers).toEqual(range(numbers.length));
  } finally {
    await stack.kill();
    rmSync(root, { recursive: true, force: true });
  }
});
