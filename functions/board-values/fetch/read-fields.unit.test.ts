import { expect, test } from 'vitest';
import { createFetchSource } from './create-fetch-source.ts';
import { fetchLimits } from './limits.ts';
import { readFields } from './read-fields.ts';

const of = (format: 'json' | 'csv', ...selectors: string[]) => ({
  format,
  fields: selectors.map((selector, i) => ({ id: `f${i}`, name: `F${i}`, selector })),
});

test('fields are read in their order, each for itself', () => {
  expect(readFields(of('json', '$.a', '$.none'), '{"a":1}', 1_000)).toEqual({
    readings: [{ value: '1' }, { failing: 'The selector finds nothing in what the server sent.' }],
  });
});

test.each([
  ['json', 'not json', 'What the server sends is not JSON.'],
  ['csv', 'a\n"', 'What the server sends is not comma-separated text.'],
] as const)('%s that cannot be read', (format, body, failing) => {
  expect(readFields(of(format, format === 'json' ? '$' : 'a[1]'), body, 1_000)).toEqual({ failing });
});

const long = `[${'1,'.repeat(200_000)}1]`;
const deep = `${'['.repeat(50)}[1]${']'.repeat(50)}`.replaceAll('[[', '[1,[');
test.each([
  ['a count within a filter, for each of many', long, '$[?count($[?@>0])<0]'],
  ['a regular expression that goes back and forth', JSON.stringify(['a'.repeat(60)]), "$[?match(@, '(a|a|aa)*b')]"],
  ['every element many times over, level by level', deep, `$${'[*,*]'.repeat(24)}.none`],
])('a selector that would compute for ever is ended: %s', (_what, body, selector) => {
  const outcome = readFields(of('json', selector), body, 150);
  expect(outcome).toEqual({ failing: 'The selectors take too long; make them simpler.' });
});

test('a document nested beyond reason is an outcome, not a fault', () => {
  const outcome = readFields(of('json', '$..none'), `${'['.repeat(200_000)}${']'.repeat(200_000)}`, 1_000);
  expect(outcome).toHaveProperty('failing');
});

test('fetching never rejects over what the other side does', async () => {
  const fetchSource = createFetchSource({ resolve: async () => ['10.0.0.1'], isAllowed: () => false, limits: fetchLimits });
  const definition = { name: 'x', url: 'https://inner.test/', everySeconds: 60, ...of('json', '$') };
  expect(await fetchSource(definition, null)).toEqual({
    failing: 'The address is not on the public internet; only public addresses are asked.',
  });
});
