import { describe, expect, it } from 'vitest';
import { createTextFilter } from './text-filter.ts';

const passing = (text: string, ranges: boolean, values: readonly (string | null)[]): readonly (string | null)[] =>
  values.filter(createTextFilter(text, ranges));

describe('createTextFilter', () => {
  it('takes any of the items, and takes away what has a !', () => {
    expect(passing('1000-1005,!1003, 2001', true, ['999', '1000', '1003', '1005', '1006', '2001', null])).toEqual(['1000', '1005', '2001']);
    expect(passing('!1003', true, ['1002', '1003', null])).toEqual(['1002', null]);
    expect(passing('', true, ['1', null])).toEqual(['1', null]);
  });
  it('knows open ranges, by number and by text', () => {
    expect(passing('2000+', true, ['1999', '2000', '10000', 'P100'])).toEqual(['2000', '10000', 'P100']);
    expect(passing('-1005', true, ['1005', '0999', '1006'])).toEqual(['1005', '0999']);
  });
  it('knows patterns', () => {
    expect(passing('18%5', true, ['185', '18005', '1800', '0185'])).toEqual(['185', '18005']);
    expect(passing('j_hn', false, ['John', 'JAHN', 'Joohn'])).toEqual(['John', 'JAHN']);
    expect(passing('%', true, ['1', null])).toEqual(['1']);
    expect(passing('!%', true, ['1', null])).toEqual([null]);
  });
  it('reads + and - as letters where there are no ranges, and escaped ones as themselves', () => {
    expect(passing('A-B', false, ['a-b', 'A'])).toEqual(['a-b']);
    expect(passing('50\\%,a\\,b', false, ['50%', '500', 'a,b'])).toEqual(['50%', 'a,b']);
    expect(passing('(x)+', false, ['(x)+', 'xx'])).toEqual(['(x)+']);
  });
});
