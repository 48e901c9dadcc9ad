import { describe, expect, test } from 'vitest';
import { parseText } from './parse-text.ts';
import { createTextMatcher } from './text-matcher.ts';

const matches = (text: string, value: string | null, ranges: boolean): boolean => {
  const parsed = parseText(text, { ranges });
  if ('errors' in parsed) throw new Error(JSON.stringify(parsed.errors));
  return createTextMatcher(parsed.items)(value);
};

describe('device fields', () => {
  /** The manual's own example (L3262-3268): 1000, 1001, 1002, 1004, 1005, 1040, 18…5, 2000 and higher. */
  const manual = '1000-1005,!1003,1040,18%5,2000+';
  test.each([
    [manual, '1000', true],
    [manual, '1001', true],
    [manual, '1002', true],
    [manual, '1003', false],
    [manual, '1004', true],
    [manual, '1005', true],
    [manual, '1006', false],
    [manual, '999', false],
    [manual, '1040', true],
    [manual, '1041', false],
    [manual, '185', true],
    [manual, '1805', true],
    [manual, '18995', true],
    [manual, '1806', false],
    [manual, '1999', false],
    [manual, '2000', true],
    [manual, '2001', true],
    [manual, '10000', true],
    [manual, null, false],
    // Numbers, not texts: as text 15 stands between 1000 and 2000, 100000 below 2000 and 999 above 1000.
    ['1000-2000', '15', false],
    ['1000-2000', '1500', true],
    ['1000-2000', '15000', false],
    ['2000+', '100000', true],
    ['-1000', '999', true],
    ['-1000', '1000', true],
    ['-1000', '1001', false],
    ['-1000', '0', true],
    ['100-200', '0150', true],
    ['0-0', '000', true],
    ['150', '0150', false],
    [' 1000 - 1005 ', '1003', true],
    // No precision is lost beyond 2^53.
    ['9007199254740993+', '9007199254740992', false],
    ['9007199254740993+', '9007199254740993', true],
    ['-9007199254740993', '9007199254740994', false],
    ['99999999999999999999998-99999999999999999999999', '99999999999999999999997', false],
    ['99999999999999999999998-99999999999999999999999', '99999999999999999999999', true],
    // As text where one side has other characters.
    ['P1-P3', 'p2', true],
    ['P1-P3', 'P30', false],
    ['1000-2000', 'x', false],
    ['1000+', 'x', true],
    ['DEE', 'dee', true],
    // Negations alone: everything else, what has no device included.
    ['!1003', '1004', true],
    ['!1003', '1003', false],
    ['!1003', null, true],
    ['!1000-1005', '1003', false],
    ['!1000-1005', '1006', true],
    ['!10%', '1099', false],
    ['!2000+,!1001', '1000', true],
    // A negation subtracts wherever it stands.
    ['!1003,1000-1005', '1003', false],
    ['1003,!1003', '1003', false],
    ['1003,!1003', null, false],
    // Escapes.
    ['10\\-20', '15', false],
    ['10\\-20', '10-20', true],
    ['\\+44', '+44', true],
    ['a\\-1-a\\-3', 'a-2', true],
    // A column of a sheet, with its empty cells.
    ['1001\r\n1002\r\n\r\n1003\r\n', '1002', true],
    ['1001\t1002\t\t1003', '1003', true],
    ['1001,,1002,', '1002', true],
    ['1001\n1002', '1003', false],
    ['', '1001', true],
    ['  ', null, true],
  ])('%j on %j: %j', (text, value, expected) => expect(matches(text, value, true)).toBe(expected));
});

describe('text fields', () => {
  test.each([
    ['Smith', 'SMITH', true],
    ['smith', 'Smithson', false],
    ['smith%', 'Smithson', true],
    ['%smith%', 'John Smithson', true],
    ['%son', 'Smithson', true],
    ['J_hn', 'John', true],
    ['J_hn', 'Jhn', false],
    ['J_hn', 'Joohn', false],
    ['%', '', true],
    ['%', null, false],
    ['!%', null, true],
    ['!%', 'any', false],
    ['_', '', false],
    ['_', '😀', true],
    ['__', 'é', false],
    ['09%', '0912345', true],
    ['09%', '1909', false],
    ['%a%a%', 'banana', true],
    ['%a%a%a%a%', 'banana', false],
    ['b%a', 'bana\na', true],
    // Hyphen and plus are letters of a name.
    ['1000-1005', '1003', false],
    ['1000-1005', '1000-1005', true],
    ['Mary-Ann', 'mary-ann', true],
    ['+44%', '+442071234567', true],
    ['A+', 'a+', true],
    // A comma, a percent sign, an exclamation mark in a name.
    ['Smith\\, John', 'Smith, John', true],
    ['Smith, John', 'John', true],
    ['100\\%', '100%', true],
    ['100\\%', '1000', false],
    ['a\\_b', 'a_b', true],
    ['a\\_b', 'axb', false],
    ['Yahoo!', 'yahoo!', true],
    ['\\!x', '!x', true],
    ['a\\\\b', 'a\\b', true],
    ['! Smith', 'smith', false],
    ['\u00a0Smith\u00a0', 'Smith', true],
    ['\\ x', ' x', true],
    ['Sales  East', 'Sales  East', true],
    ['Sales East', 'Sales  East', false],
    // Case: letter by letter, no letter becomes two.
    ['MÜLLER', 'müller', true],
    ['straße', 'STRASSE', false],
    ['ΣΑΣ', 'σασ', true],
    ['ΣΑΣ', 'σας', false],
    ['İstanbul', 'istanbul', true],
    ['ISTANBUL', 'ıstanbul', false],
    ['ПЕТРОВ', 'петров', true],
  ])('%j on %j: %j', (text, value, expected) => expect(matches(text, value, false)).toBe(expected));

  test('a pattern meant to go back and forth for ever is answered at once', () => {
    expect(matches(`${'%a'.repeat(90)}%b`, 'a'.repeat(20_000), false)).toBe(false);
  }, 10_000);
});
