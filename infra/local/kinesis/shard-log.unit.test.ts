import { appendFileSync, mkdtempSync, readdirSync, rmSync, statSync, truncateSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { encodeRecord } from './record-codec.ts';
import { openShardLog, type ShardLog } from './shard-log.ts';

describe('shard log', () => {
  let dir = '';
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'trunkline-shard-'));
  });
  afterEach(() => rmSync(dir, { recursive: true }));

  const open = (segmentBytes = 1000): Promise<ShardLog> => openShardLog({ dir, sync: false, now: () => 5000, segmentBytes });
  const record = (text: string) => ({ partitionKey: 'k', data: Buffer.from(text) });
  const texts = async (log: ShardLog, from = 0, limit = 1000): Promise<string[]> =>
    (await log.read(from, limit, 1e9)).map((r) => r.data.toString());
  const files = (): string[] => readdirSync(dir).sort();

  it('numbers records and reads them back after reopening', async () => {
    const first = await open();
    expect(await first.append([record('a'), record('b')])).toEqual([0, 1]);
    await Promise.all([first.append([record('c')]), first.append([record('d')])]);
    expect(await texts(first)).toEqual(['a', 'b', 'c', 'd']);
    await first.close();
    const again = await open();
    expect(await texts(again, 1, 2)).toEqual(['b', 'c']);
    expect(await again.append([record('e')])).toEqual([4]);
    expect((await again.read(4, 1, 1))[0]).toMatchObject({ no: 4, at: 5000, partitionKey: 'k' });
    await again.close();
  });

  it('goes on in new files and reads across them from any number', async () => {
    const log = await open(100);
    for (let i = 0; i < 20; i++) await log.append([record(`record ${i}`)]);
    await log.close();
    expect(files().length).toBeGreaterThan(4);
    const again = await open(100);
    for (const from of [0, 7, 19]) expect((await texts(again, from))[0]).toBe(`record ${from}`);
    expect((await texts(again)).length).toBe(20);
    await again.close();
  });

  it('cuts off a last write that a crash left incomplete, whatever is left of it', async () => {
    const whole = encodeRecord({ no: 2, at: 1, partitionKey: 'k', data: Buffer.from('torn') });
    for (const bytes of [1, 7, 8, 25, whole.length - 1]) {
      const log = await open();
      await log.append([record('a'), record('b')]);
      await log.close();
      const file = join(dir, files()[0] ?? '');
      const good = statSync(file).size;
      appendFileSync(file, whole.subarray(0, bytes));
      const again = await open();
      expect(await texts(again)).toEqual(['a', 'b']);
      expect(statSync(file).size).toBe(good);
      expect(await again.append([record('c')])).toEqual([2]);
      await again.close();
      const third = await open();
      expect(await texts(third)).toEqual(['a', 'b', 'c']);
      await third.close();
      rmSync(file);
    }
  });

  it('cuts off bytes that are not what was written', async () => {
    const log = await open();
    await log.append([record('a')]);
    await log.append([record('b')]);
    await log.close();
    const file = join(dir, files()[0] ?? '');
    truncateSync(file, statSync(file).size - 1);
    appendFileSync(file, 'X');
    const again = await open();
    expect([await texts(again), again.nextNo()]).toEqual([['a'], 1]);
    await again.close();
  });

  it('deletes old files only, and never the newest', async () => {
    const log = await open(100);
    for (let i = 0; i < 12; i++) await log.append([record(`record ${i}`)]);
    const [first = '', second = ''] = files();
    for (const name of [first, second]) utimesSync(join(dir, name), 1, 1);
    await log.trim(2000);
    expect(files()).not.toContain(first);
    expect(log.oldestNo()).toBeGreaterThan(0);
    expect((await texts(log))[0]).toBe(`record ${log.oldestNo()}`);
    for (const name of files()) utimesSync(join(dir, name), 1, 1);
    await log.trim(2000);
    expect(files().length).toBe(1);
    await log.close();
  });

  it('stops a read at the byte limit but always gives one record', async () => {
    const log = await open(1e6);
    await log.append([record('x'.repeat(100)), record('y'.repeat(100)), record('z')]);
    expect((await log.read(0, 10, 150)).length).toBe(1);
    expect((await log.read(0, 10, 200)).length).toBe(2);
    await log.close();
  });
});
