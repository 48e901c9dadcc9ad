import { expect, it } from 'vitest';
import { splitLongWords } from './split-long-words.ts';

it('parts words that are too long from the others, and loses nothing', () => {
  expect(splitLongWords('Calls of aaaaaaaa by  day', 7)).toEqual([
    { text: 'Calls of ', long: false },
    { text: 'aaaaaaaa', long: true },
    { text: ' by  day', long: false },
  ]);
  expect(splitLongWords('aaaaaaa bbbbbbb', 7)).toEqual([{ text: 'aaaaaaa bbbbbbb', long: false }]);
  expect(splitLongWords('', 7)).toEqual([]);
});
