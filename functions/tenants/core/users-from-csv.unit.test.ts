import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { diffConfig } from './config-diff.ts';
import { parseCsv } from './parse-csv.ts';
import { sampleConfig } from './testing/sample-config.ts';
import { takeUsersFromCsv } from './users-from-csv.ts';

const now = '2026-03-10T12:00:00.000Z';
const take = (text: string) => {
  const { config, faults } = takeUsersFromCsv(sampleConfig(), text, now);
  return { changes: diffConfig(sampleConfig(), config), faults: faults.map(({ line, detail }) => `${line}: ${detail}`) };
};

describe('users from a text', () => {
  test('are added, found by name, and hold their numbers from now on', () => {
    const { changes, faults } = take(
      '\uFEFFExtension;NAME;Business unit;agent\r\n1050;"Dahl; Eva";Sales;5050\r\n;Ben;sales;\r\n1001;Anna;;5001\r\n',
    );
    expect(faults).toEqual([]);
    expect(changes).toEqual([
      { path: '/users/ben/businessUnit', before: null, after: 'sales' },
      {
        path: '/users/dahl-eva',
        before: null,
        after: {
          id: 'dahl-eva',
          name: 'Dahl; Eva',
          businessUnit: 'sales',
          extensions: [{ number: '1050', from: now, to: null }],
          agents: [{ number: '5050', from: now, to: null }],
          deletedAt: null,
        },
      },
    ]);
  });

  test('are refused line by line, the others are looked at all the same', () => {
    const lines = ['name,extension,agent,businessUnit', 'Carl,1001', ',1', 'Dora,,,Moon', 'Eva', '"two\nlines",1,2,3,4', 'Finn,2,,'];
    const { changes, faults } = take(lines.join('\n'));
    expect(faults).toEqual([
      '2: extension 1001 is Anna’s: end that first.',
      '3: There is no name.',
      '4: There is no business unit "Moon": create it first, or correct the name.',
      '6: There are 5 cells for 4 columns: put texts with commas into quotation marks.',
    ]);
    expect(changes.map(({ path }) => path)).toEqual(['/users/eva', '/users/finn']);
  });

  test.each([
    ['', '1: The first line names the columns, each once: name, extension, agent, business unit.'],
    ['name,phone\nA,1', '1: "phone" is no column. The first line names the columns, each once: name, extension, agent, business unit.'],
    ['name,name\nA,1', '1: The first line names the columns, each once: name, extension, agent, business unit.'],
    ['name\n"A', '2: A quotation mark is not closed, or text follows it: correct the line.'],
    [`name\n${'A\n'.repeat(5_001)}`, '1: There are 5001 lines: send at most 5000 at a time.'],
  ])('that name no columns, or are too many, are refused as a whole', (text, fault) => {
    expect(take(text)).toEqual({ changes: [], faults: [fault] });
  });
});

test('cells come back as they were written, whatever is in them', () => {
  const text = fc.string().map((s) => s.trim());
  fc.assert(
    fc.property(fc.array(fc.array(text, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 5 }), (rows) => {
      const source = ['h,h,h,h,h', ...rows.map((row) => row.map((one) => `"${one.replaceAll('"', '""')}"`).join(','))].join('\r\n');
      const { lines, unreadable } = parseCsv(source);
      expect(unreadable).toBeNull();
      expect(lines.slice(1).map(({ cells }) => cells)).toEqual(rows.filter((row) => row.some((one) => one !== '')));
    }),
  );
});

test('no text makes it fail', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('"', ',', '\n', '\r', ';', 'a', ' ', '\t') }), (text) => {
      parseCsv(text);
    }),
  );
});
