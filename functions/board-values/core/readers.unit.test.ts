import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hideSecret } from './hide-secret.ts';
import { readCsv } from './read-csv.ts';
import { parseJsonPath, readJson } from './read-json.ts';
import { parseRowSelector } from './row-selector.ts';

const one = (text: string, selector: string) => readJson(text, [selector])[0];

describe('JSON', () => {
  test.each([
    ['{"open":7}', '$.open', { value: '7' }],
    ['{"open":1.25}', '$.open', { value: '1.25' }],
    ['{"open":true}', '$.open', { value: 'true' }],
    ['{"open":" as is "}', '$.open', { value: ' as is ' }],
    ['{"open":""}', '$.open', { value: '' }],
    ['"alone"', '$', { value: 'alone' }],
    ['\uFEFF{"open":7}', '$.open', { value: '7' }],
    ['[{"q":"Sales","n":1},{"q":"Service","n":2}]', "$[?@.q=='Service'].n", { value: '2' }],
    ['[{"q":"Sales","n":1},{"q":"Service","n":2}]', '$[*].n', { value: '1' }],
    ['[1,2,3]', '$[-1]', { value: '3' }],
    ['{"a":{"b":{"n":4}}}', '$..n', { value: '4' }],
    ['{"open":null}', '$.open', { failing: 'What the selector finds is empty.' }],
    ['{"open":[1]}', '$.open', { failing: 'The selector finds a list or an object instead of a single value.' }],
    ['{"open":{}}', '$.open', { failing: 'The selector finds a list or an object instead of a single value.' }],
    ['{"open":7}', '$.closed', { failing: 'The selector finds nothing in what the server sent.' }],
    ['{"__proto__":{"a":1}}', '$.constructor', { failing: 'The selector finds nothing in what the server sent.' }],
    ['{"open":7}', 'open', { failing: 'The selector is not a JSONPath.' }],
  ])('%s of %s', (text, selector, expected) => {
    expect(one(text, selector)).toEqual(expected);
  });

  test('what is not JSON is an error of the whole', () => {
    for (const text of ['', '<html>', '{"a":', "{'a':1}"]) expect(() => readJson(text, ['$'])).toThrow(SyntaxError);
  });

  test('selectors of people are JSONPath or refused, never a fault of ours', () => {
    for (const text of ['', '$.', '$[', '$..', 'open', '$[?@', '$.a b', '@.a']) expect([text, parseJsonPath(text)]).toEqual([text, null]);
    fc.assert(fc.property(fc.string({ maxLength: 40 }), (text) => parseJsonPath(`$${text}`) !== undefined));
  });
});

describe('comma-separated text', () => {
  const text = 'Team,Open tickets,Closed\r\nSales,7,"1,200"\r\nService,12,\r\n';
  test.each([
    [text, 'Open tickets[1]', { value: '7' }],
    [text, 'Open tickets[2]', { value: '12' }],
    [text, 'Open tickets[last]', { value: '12' }],
    [text, 'Closed[1]', { value: '1,200' }],
    [text, 'Closed[2]', { value: '' }],
    [text, 'Open tickets[3]', { failing: 'There is no row 3 in this column.' }],
    [text, 'Missing[1]', { failing: 'There is no column with the heading "Missing".' }],
    [text, 'Open tickets', { failing: 'The selector is not of the form heading[row].' }],
    ['Team;Open\nSales;7,5\n', 'Open[1]', { value: '7,5' }],
    ['Team\tOpen\nSales\t7\n', 'Open[1]', { value: '7' }],
    ['\uFEFFOpen\n3\n', 'Open[last]', { value: '3' }],
    ['a[b]\n1\n', 'a[b][1]', { value: '1' }],
    ['Open\n', 'Open[last]', { failing: 'There are no rows.' }],
    ['', 'Open[1]', { failing: 'There is no column with the heading "Open".' }],
    ['a,b\n1\n', 'b[1]', { failing: 'There is no row 1 in this column.' }],
  ])('%j of %s', (csv, selector, expected) => {
    expect(readCsv(csv, [selector])).toEqual([expected]);
  });

  test('a quote that is never closed is an error of the whole', () => {
    expect(() => readCsv('a,b\n"1,2\n', ['a[1]'])).toThrow();
  });

  test('rows count from 1', () => {
    expect(parseRowSelector('Open[0]')).toBeNull();
    expect(parseRowSelector('[1]')).toBeNull();
    expect(parseRowSelector('Open[-1]')).toBeNull();
    expect(parseRowSelector(' Open [ 12 ] ')).toEqual({ column: 'Open', row: 12 });
    expect(parseRowSelector('Open[last]')).toEqual({ column: 'Open', row: null });
  });
});

describe('a secret that comes back', () => {
  test.each([
    ['{"headers":{"authorization":"Bearer abcdef123456"}}', 'Bearer abcdef123456', '{"headers":{"authorization":"••••••"}}'],
    ['token=abcdef123456', 'Bearer abcdef123456', 'token=••••••'],
    ['{"k":"a\\"b\\\\cdefg"}', 'a"b\\cdefg', '{"k":"••••••"}'],
    ['q=ab%2Fcd%3D%3Def', 'ab/cd==ef', 'q=••••••'],
    ['{"open":12345}', '123', '{"open":12345}'],
    ['nothing of it', 'abcdef123456', 'nothing of it'],
  ])('%s', (body, secret, expected) => {
    expect(hideSecret(body, secret)).toBe(expected);
  });
});
