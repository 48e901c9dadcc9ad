import type { TextItem, TextTest } from './text-items.ts';

const blankEnds = /^\s|\s$/gu;

/** Text so that every character means itself. On device fields + and - would make a range. */
const escaped = (text: string, ranges: boolean, start: boolean): string => {
  const safe = text.replace(ranges ? /[\\,%_+-]/g : /[\\,%_]/g, '\\$&');
  return start ? safe.replace(/^!/, '\\!') : safe;
};

const printTest = (test: TextTest, ranges: boolean): string => {
  switch (test.kind) {
    case 'literal':
      return escaped(test.text, ranges, true).replace(blankEnds, '\\$&');
    case 'pattern':
      return test.parts
        .map((part, i) => ('wild' in part ? part.wild : escaped(part.text, ranges, i === 0)))
        .join('')
        .replace(blankEnds, '\\$&');
    case 'range': {
      const [from, to] = [test.from, test.to].map((end) => (end === null ? '' : escaped(end, true, true).replace(blankEnds, '\\$&')));
      return test.to === null ? `${from}+` : `${from}-${to}`;
    }
  }
};

export const printItem = ({ not, test }: Pick<TextItem, 'not' | 'test'>, options: { readonly ranges: boolean }): string =>
  `${not ? '!' : ''}${printTest(test, options.ranges)}`;

/** The text that parses to these items. */
export const printText = (items: readonly Pick<TextItem, 'not' | 'test'>[], options: { readonly ranges: boolean }): string =>
  items.map((item) => printItem(item, options)).join(',');
