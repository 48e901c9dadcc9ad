import { describe, expect, it } from 'vitest';
import type { Site } from '../../api/types.ts';
import { inBatches, sitesByCustomer } from './choose-sites.ts';
import { lineOfPointer, placeContentFaults, printContent, readContent } from './template-text.ts';

const board = {
  kind: 'wallboard',
  name: 'Wall',
  views: [
    {
      id: 'v1',
      tiles: [
        { id: 't1', alarms: [] },
        { id: 't2', title: 'Lost' },
      ],
    },
  ],
};
const text = printContent(board);

describe('a template as text', () => {
  it('is read as it was written', () => expect(readContent(text)).toEqual({ content: board }));
  it('says in which line it cannot be read', () => {
    expect(readContent('{\n  "kind": "wallboard",\n  "name" "Wall"\n}')).toEqual({
      fault: { line: 3, detail: 'This is no JSON here: a comma, a quote or a bracket is missing or too many.' },
    });
    expect(readContent('[]')).toEqual({ fault: { line: null, detail: 'A board begins with { and ends with }.' } });
  });
  it.each([
    ['#/name', '  "name": "Wall",'],
    ['#/views/0/tiles/1/title', '          "title": "Lost"'],
    ['#/views/0/tiles/1/field', '        {'],
  ])('finds the line of %s', (pointer, line) => expect(text.split('\n')[(lineOfPointer(text, pointer) ?? 0) - 1]).toBe(line));
  it('places what the service says', () => {
    const faults = [
      { pointer: '#/content/name', detail: 'is too long' },
      { pointer: '#/if-match', detail: 'is missing' },
    ];
    expect(placeContentFaults(text, faults, '#/content')).toEqual([
      { line: 3, detail: 'is too long' },
      { line: null, detail: 'is missing' },
    ]);
  });
});

describe('sites to choose from', () => {
  const site = (tenant: string, customerName: string, name: string): Site => ({
    site: `${tenant}-${name}`,
    name,
    tenant,
    customerName,
    timeZone: 'UTC',
    resetTime: '02:00',
  });
  const sites = [site('b', 'Zeta Hotels', 'Leeds 10'), site('a', 'Abbey', 'York'), site('b', 'Zeta Hotels', 'Leeds 9')];

  it('stand below their customer', () => {
    expect(sitesByCustomer(sites, '').map(({ customer, sites: found }) => [customer, found.map(({ name }) => name)])).toEqual([
      ['Abbey', ['York']],
      ['Zeta Hotels', ['Leeds 9', 'Leeds 10']],
    ]);
  });
  it('are found by customer and name together', () => {
    expect(sitesByCustomer(sites, 'zeta 10').flatMap(({ sites: found }) => found.map(({ name }) => name))).toEqual(['Leeds 10']);
  });
  it('go out in batches', () => expect(inBatches([1, 2, 3], 2)).toEqual([[1, 2], [3]]));
});
