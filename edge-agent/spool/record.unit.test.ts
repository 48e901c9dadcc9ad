import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encodeRecord, scanRecords } from './record.ts';

const record = (seq: number, text: string) => ({ seq, span: 1, payload: Buffer.from(text) });
const plain = (scan: ReturnType<typeof scanRecords>) => scan.records.map(({ seq, span, payload }) => [seq, span, payload.toString()]);

describe('spool records', () => {
  test('have a fixed form on disk', () => {
    expect(encodeRecord({ seq: 258, span: 3, payload: Buffer.from('{}') }).toString('hex')).toBe(
      `ff544c52${'02000000'}${'0201000000000000'}${'03000000'}${'f466dc3a'}7b7d`,
    );
  });

  test('a record cut at any byte is not read, the one before it is', () => {
    const first = encodeRecord(record(1, '{"a":1}'));
    const second = encodeRecord(record(2, '{"b":2}'));
    for (let cut = 0; cut < second.length; cut += 1) {
      const scan = scanRecords(Buffer.concat([first, second.subarray(0, cut)]), { final: true });
      expect(plain(scan)).toEqual([[1, 1, '{"a":1}']]);
      expect(scan.damagedBytes).toBe(cut);
    }
  });

  test('an incomplete record at the end of a chunk is left for the next chunk', () => {
    const first = encodeRecord(record(1, 'one'));
    const both = Buffer.concat([first, encodeRecord(record(2, 'two'))]);
    const scan = scanRecords(both.subarray(0, both.length - 1), { final: false });
    expect(plain(scan)).toEqual([[1, 1, 'one']]);
    expect(scan.end).toBe(first.length);
    expect(plain(scanRecords(both, { offset: scan.end, final: true }))).toEqual([[2, 1, 'two']]);
  });

  test('any single changed byte loses exactly its own record', () => {
    const all = [1, 2, 3].map((seq) => encodeRecord(record(seq, `{"n":${seq}}`)));
    const length = all[0]?.length ?? 0;
    const bytes = Buffer.concat(all);
    for (let at = 0; at < bytes.length; at += 1) {
      const damaged = Buffer.from(bytes);
      damaged[at] = (damaged[at] ?? 0) ^ 0x40;
      const lost = Math.floor(at / length) + 1;
      const left = [1, 2, 3].filter((seq) => seq !== lost);
      expect(
        scanRecords(damaged, { final: true }).records.map(({ seq }) => seq),
        `byte ${at}`,
      ).toEqual(left);
    }
  });

  test('scanning never throws, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), fc.boolean(), (noise, final) => {
        const bytes = Buffer.concat([Buffer.from(noise), encodeRecord(record(9, 'nine'))]);
        const scan = scanRecords(bytes, { final });
        return scan.end <= bytes.length && (!final || scan.records.some(({ seq }) => seq === 9));
      }),
      { numRuns: 500 },
    );
  });
});
