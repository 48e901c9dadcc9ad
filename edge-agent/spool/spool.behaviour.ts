import { describe, expect, test } from 'vitest';
import { openSpool, type Spool, type SpoolOptions } from './spool.ts';
import type { SpoolDisk } from './spool-disk.ts';
import { lineEvent, readAll } from './testing.ts';

/** What every disk must give a spool. `makeDisk` returns a function that opens the same place again and again. */
export const spoolBehaviour = (name: string, makeDisk: () => Promise<() => Promise<SpoolDisk>>): void => {
  const opener = async (defaults: Partial<SpoolOptions> = {}) => {
    const reopen = await makeDisk();
    let link = 0;
    return async (): Promise<Spool> =>
      openSpool(await reopen(), {
        limitBytes: 1_048_576,
        commitEveryMs: 0,
        positionEveryMs: 0,
        newLink: () => `link-${++link}`,
        ...defaults,
      });
  };
  const fill = async (spool: Spool, from: number, to: number): Promise<void> => {
    for (let n = from; n <= to; n += 1) spool.append(lineEvent(`e${n}`));
    await spool.flush();
  };

  describe(`spool on ${name}`, () => {
    test('gives back what was appended, in order, numbered from 1', async () => {
      const spool = await (await opener())();
      expect(await spool.read(0, { maxEvents: 10, maxBytes: 1_000 })).toBeNull();
      await fill(spool, 1, 3);
      expect(await readAll(spool)).toEqual(['1:e1', '2:e2', '3:e3']);
      expect(await readAll(spool, 2)).toEqual(['3:e3']);
      await spool.close();
    });

    test('keeps the limits of a batch, one event at least', async () => {
      const spool = await (await opener())();
      await fill(spool, 1, 5);
      const size = (await spool.read(0, { maxEvents: 1, maxBytes: 1 }))?.records[0]?.payload.length ?? 0;
      expect((await spool.read(0, { maxEvents: 9, maxBytes: 1 }))?.lastSeq).toBe(1);
      expect((await spool.read(0, { maxEvents: 9, maxBytes: 3 * (size + 1) }))?.lastSeq).toBe(3);
      expect((await spool.read(1, { maxEvents: 2, maxBytes: 10_000 }))?.lastSeq).toBe(3);
      await spool.close();
    });

    test('goes on with the same link and the next number after a restart', async () => {
      const open = await opener();
      const first = await open();
      await fill(first, 1, 3);
      first.acknowledge(2);
      await first.close();
      const second = await open();
      expect(second.status()).toMatchObject({ link: 'link-1', lastSeq: 3, acknowledgedSeq: 2, durableSeq: 3, cutBytes: 0 });
      await fill(second, 4, 4);
      expect(await readAll(second, 2)).toEqual(['3:e3', '4:e4']);
      await second.close();
    });

    test('numbers on although every file was sent and deleted', async () => {
      const open = await opener({ segmentBytes: 300 });
      const first = await open();
      await fill(first, 1, 40);
      first.acknowledge(40);
      await first.close();
      const second = await open();
      expect(second.status()).toMatchObject({ link: 'link-1', lastSeq: 40, acknowledgedSeq: 40 });
      expect(second.status().bytes).toBeLessThan(600);
      await fill(second, 41, 41);
      expect(await readAll(second, 40)).toEqual(['41:e41']);
      await second.close();
    });

    test('begins a new link when nothing is left that tells the numbering', async () => {
      const reopen = await makeDisk();
      const disk = await reopen();
      await disk.replace('link.json', '{"v":1,"link":"old"}');
      const spool = await openSpool(await reopen(), { limitBytes: 1_048_576, newLink: () => 'fresh' });
      expect(spool.link).toBe('fresh');
      await spool.close();
    });

    test('finds its link in the records when the link file is damaged', async () => {
      const reopen = await makeDisk();
      const first = await openSpool(await reopen(), { limitBytes: 1_048_576, newLink: () => 'kept' });
      await fill(first, 1, 2);
      await first.close();
      await (await reopen()).replace('link.json', '{"v":');
      const second = await openSpool(await reopen(), { limitBytes: 1_048_576, newLink: () => 'fresh' });
      expect(second.link).toBe('kept');
      expect(await readAll(second)).toEqual(['1:e1', '2:e2']);
      await second.close();
    });

    test('a torn last write is cut off and counted', async () => {
      const reopen = await makeDisk();
      const first = await openSpool(await reopen(), { limitBytes: 1_048_576 });
      await fill(first, 1, 2);
      const { bytes } = first.status();
      await first.close();
      const disk = await reopen();
      await disk.write('0000000000000001.seg', bytes, Buffer.from([0xff, 0x54, 0x4c, 0x52, 9, 0, 0, 0, 3]));
      await disk.close();
      const second = await openSpool(await reopen(), { limitBytes: 1_048_576 });
      expect(second.status()).toMatchObject({ cutBytes: 9, lastSeq: 2, bytes });
      await fill(second, 3, 3);
      expect(await readAll(second)).toEqual(['1:e1', '2:e2', '3:e3']);
      await second.close();
    });

    test('damage in the middle is declared in the place of the lost numbers', async () => {
      const reopen = await makeDisk();
      const first = await openSpool(await reopen(), { limitBytes: 1_048_576, newLink: () => 'link-1' });
      await fill(first, 1, 6);
      const record = first.status().bytes / 6;
      await first.close();
      const disk = await reopen();
      await disk.write('0000000000000001.seg', 2.5 * record, Buffer.alloc(record));
      await disk.close();
      const second = await openSpool(await reopen(), { limitBytes: 1_048_576 });
      const expected = ['1:e1', '2:e2', '3..4 spool records damaged on disk', '5:e5', '6:e6'];
      expect(await readAll(second)).toEqual(expected);
      expect(await readAll(second, 0, 1)).toEqual(expected);
      expect(await second.read(2, { maxEvents: 1, maxBytes: 1 })).toMatchObject({ firstSeq: 3, damagedNumbers: 2 });
      await second.close();
    });

    test('refuses the newest when full, and declares them once with number and times when space is free', async () => {
      const spool = await (await opener({ limitBytes: 4_000, segmentBytes: 400 }))();
      const taken: (number | null)[] = [];
      for (let n = 1; n <= 40; n += 1) {
        taken.push(spool.append(lineEvent(`e${n}`, 1_772_442_000_000 + n * 1_000)));
        await spool.flush();
      }
      const last = taken.filter((seq) => seq !== null).length;
      expect(last).toBeGreaterThan(10);
      expect(taken.slice(0, last)).toEqual(Array.from({ length: last }, (_, i) => i + 1));
      expect(taken.slice(last).every((seq) => seq === null)).toBe(true);
      expect(spool.status()).toMatchObject({ state: 'full', lastSeq: 40, durableSeq: last, refusedEvents: 40 - last });
      expect(spool.status().bytes).toBeLessThanOrEqual(4_000);
      spool.acknowledge(last);
      expect(spool.append(lineEvent('after', 1_772_442_100_000))).toBe(41);
      await spool.flush();
      const iso = (n: number) => new Date(1_772_442_000_000 + n * 1_000).toISOString();
      expect(await readAll(spool, last)).toEqual([
        `${last + 1}..40 spool full: ${40 - last} events refused from ${iso(last + 1)} to ${iso(40)}`,
        '41:after',
      ]);
      expect(await readAll(spool, last, 1)).toHaveLength(2);
      expect(spool.status().state).toBe('ok');
      await spool.close();
    });

    test('remembers refused events over a restart', async () => {
      const open = await opener({ limitBytes: 2_000, segmentBytes: 400 });
      const first = await open();
      let last = 0;
      for (let n = 1; n <= 30; n += 1) {
        last = first.append(lineEvent(`e${n}`)) ?? last;
        await first.flush();
      }
      await first.close();
      const second = await open();
      expect(second.status()).toMatchObject({ state: 'full', lastSeq: 30, durableSeq: last });
      second.acknowledge(last);
      expect(second.append(lineEvent('after'))).toBe(31);
      await second.flush();
      const [declared, after] = await readAll(second, last);
      expect(declared).toMatch(new RegExp(`^${last + 1}\\.\\.30 spool full: ${30 - last} events refused`));
      expect(after).toBe('31:after');
      await second.close();
      const third = await open();
      expect(third.status()).toMatchObject({ state: 'ok', lastSeq: 31 });
      await third.close();
    });

    test('an event too large for any batch is declared, not silently dropped', async () => {
      const spool = await (await opener({ limitBytes: 100_000_000 }))();
      expect(spool.append(lineEvent('x'.repeat(9_000_000)))).toBeNull();
      await fill(spool, 2, 2);
      expect(await readAll(spool)).toEqual(['1..1 unrecognised event of 9000136 bytes is too large', '2:e2']);
      await spool.close();
    });

    test('wakes a waiting reader when an event is durable, and at close', async () => {
      const spool = await (await opener())();
      const woken = spool.waitBeyond(0);
      await fill(spool, 1, 1);
      await woken;
      const atClose = spool.waitBeyond(1);
      await spool.close();
      await atClose;
    });
  });
};
