import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { createMemoryDisk } from './memory-disk.ts';
import { openSpool, type SpoolState } from './spool.ts';
import { lineEvent, readAll } from './testing.ts';

const options = { limitBytes: 1_048_576, segmentBytes: 600, commitEveryMs: 0, positionEveryMs: 0 };

describe('spool faults', () => {
  test('after a power cut at any moment: all that was flushed is there, the rest is a prefix, numbering has no fork', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({
            events: fc.integer({ min: 1, max: 12 }),
            flushed: fc.boolean(),
            acknowledge: fc.boolean(),
            keep: fc.double({ min: 0, max: 1, noNaN: true }),
          }),
          {
            minLength: 1,
            maxLength: 6,
          },
        ),
        async (lives) => {
          let disk = createMemoryDisk();
          let acknowledged = 0;
          const durable: string[] = [];
          let n = 0;
          for (const life of lives) {
            const spool = await openSpool(disk, { ...options, newLink: () => 'one' });
            const found = await readAll(spool, acknowledged);
            // Everything known durable and not yet acknowledged is found again, unchanged.
            expect(found.slice(0, durable.length - acknowledged)).toEqual(durable.slice(acknowledged));
            durable.splice(acknowledged, durable.length, ...found);
            for (let i = 0; i < life.events; i += 1) {
              n += 1;
              const seq = spool.append(lineEvent(`e${n}`));
              expect(seq).not.toBeNull();
            }
            if (life.flushed) {
              await spool.flush();
              durable.splice(acknowledged, durable.length, ...(await readAll(spool, acknowledged)));
              expect(durable.at(-1)).toBe(`${durable.length}:e${n}`);
            }
            if (life.acknowledge && life.flushed) {
              acknowledged = durable.length;
              spool.acknowledge(acknowledged);
            }
            // The cut comes while the writer may be at work; only the copy is looked at afterwards.
            const left = disk.powerCut((unsynced) => Math.floor(unsynced * life.keep));
            await spool.close();
            disk = left;
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  test('a full disk is a named state, retried; what waits in memory is written when it passes, what did not fit is declared', async () => {
    const disk = createMemoryDisk();
    const states: SpoolState[] = [];
    const spool = await openSpool(disk, {
      ...options,
      memoryLimitBytes: 1_000,
      retryMs: 0,
      positionEveryMs: 60_000,
      onState: (state) => states.push(state),
    });
    disk.failWith = Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
    disk.tornBytes = 30;
    for (let n = 1; n <= 8; n += 1) spool.append(lineEvent(`e${n}`, 1_772_442_000_000));
    await vi.waitFor(() => expect(states).toContain('diskFull'), { timeout: 20_000 });
    expect(spool.status()).toMatchObject({ state: 'diskFull', durableSeq: 0, lastSeq: 8, refusedEvents: 3 });
    disk.failWith = null;
    await spool.flush();
    spool.append(lineEvent('after', 1_772_442_000_000));
    await spool.flush();
    const times = 'from 2026-03-02T09:00:00.000Z to 2026-03-02T09:00:00.000Z';
    expect(await readAll(spool)).toEqual([
      '1:e1',
      '2:e2',
      '3:e3',
      '4:e4',
      '5:e5',
      `6..8 disk too slow: 3 events refused ${times}`,
      '9:after',
    ]);
    expect(states).toEqual(['full', 'diskFull', 'ok', 'ok']);
    await spool.close();
  });

  test('any damage to sealed bytes is stepped over and declared: read numbers and declared numbers together have no hole', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.uint8Array({ minLength: 1, maxLength: 300 }), async (where, noise) => {
        const disk = createMemoryDisk();
        const first = await openSpool(disk, options);
        for (let n = 1; n <= 20; n += 1) {
          first.append(lineEvent(`e${n}`));
          await first.flush();
        }
        await first.close();
        const files = (await disk.list()).filter(({ name, size }) => name.endsWith('.seg') && size > 0).slice(0, -1);
        const file = files[where % files.length];
        if (file === undefined) throw new Error('no sealed segment');
        const position = where % file.size;
        disk.damage(file.name, position, Buffer.from(noise).subarray(0, file.size - position));
        const second = await openSpool(disk, options);
        const numbers = (await readAll(second)).flatMap((text) => {
          const lost = /^(\d+)\.\.(\d+) /.exec(text);
          if (lost === null) return [Number.parseInt(text, 10)];
          const [from, to] = [Number(lost[1]), Number(lost[2])];
          return Array.from({ length: to - from + 1 }, (_, i) => from + i);
        });
        expect(numbers).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
        await second.close();
      }),
      { numRuns: 100 },
    );
  });
});
