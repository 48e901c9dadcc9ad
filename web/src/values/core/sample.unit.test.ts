import { describe, expect, it } from 'vitest';
import { cellSelector, csvRows, fieldName, jsonLines } from './sample.ts';

describe('a JSON sample', () => {
  it('becomes lines with the path of each value', () => {
    const lines = jsonLines('{"tickets": {"open": 3, "it\'s \\\\ late": true}, "rates": [1.5, null]}');
    expect(lines?.map(({ path, depth, text }) => [path, depth, text])).toEqual([
      ['$', 0, null],
      ['$.tickets', 1, null],
      ['$.tickets.open', 2, '3'],
      ["$.tickets['it\\'s \\\\ late']", 2, 'true'],
      ['$.rates', 1, null],
      ['$.rates[0]', 2, '1.5'],
      ['$.rates[1]', 2, 'null'],
    ]);
  });
  it('is none when it was cut', () => expect(jsonLines('{"tickets": {"op')).toBeNull());
  it('ends after so many lines', () => expect(jsonLines(JSON.stringify(Array.from({ length: 5_000 }, (_, i) => i)))?.length).toBe(400));
});

describe('a comma-separated sample', () => {
  it('is read with quotes, whatever separates', () => {
    expect(csvRows('Queue;Open;"Note; of day"\r\nSales;3;"said ""soon"""\r\n\r\nDesk;;x\n')).toEqual([
      ['Queue', 'Open', 'Note; of day'],
      ['Sales', '3', 'said "soon"'],
      ['Desk', '', 'x'],
    ]);
  });
  it('needs no line end after its last row, and is cut to the rows wanted', () => {
    expect(csvRows('a,b\n1,2')).toEqual([
      ['a', 'b'],
      ['1', '2'],
    ]);
    expect(csvRows('a\n1\n2\n3\n', 2)).toEqual([['a'], ['1']]);
  });
});

it('names fields after what they pick', () => {
  expect(cellSelector(' Open ', 2)).toBe('Open[2]');
  expect(fieldName('$.tickets.open_now', [])).toBe('Open now');
  expect(fieldName('$.rates[0]', ['Rates'])).toBe('Rates 2');
  expect(fieldName('Open[last]', [])).toBe('Open');
  expect(fieldName('$', [])).toBe('Value');
});
