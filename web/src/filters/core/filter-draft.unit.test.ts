import { describe, expect, it } from 'vitest';
import { draftOfSpec, parseLength, printLength, readDraft } from './filter-draft.ts';
import { copyName, findFilters } from './find-filters.ts';
import type { SavedFilter } from './types.ts';

describe('a length that is typed', () => {
  it.each([
    ['0', 0],
    ['90', 90_000],
    ['1:30', 90_000],
    ['01:02:03', 3_723_000],
    ['2.5', 2_500],
    [' 7 ', 7_000],
  ])('%s is %i ms', (text, ms) => expect(parseLength(text)).toBe(ms));
  it.each(['', 'a', '1:60', '1:', ':30', '-5', '1:75:00', '1e3'])('%j is none', (text) => expect(parseLength(text)).toBeNull());
  it('is written in seconds', () => expect([printLength(90_000), printLength(2_500)]).toEqual(['90', '2.5']));
});

describe('a filter in its form', () => {
  const spec = {
    extension: '1000-1005,!1003',
    answered: false,
    direction: 'in',
    talk: { from: 30_000, to: null },
    agentStatus: ['free', 'wrap'],
    later: { unknown: true },
  };

  it('comes back as it was, with what the form does not know', () => {
    const draft = draftOfSpec(spec);
    expect(draft).toEqual({
      extension: '1000-1005,!1003',
      answered: 'false',
      direction: 'in',
      'talk.from': '30',
      'talk.to': '',
      agentStatus: 'free,wrap',
    });
    expect(readDraft(draft, spec)).toEqual({ spec, faults: [] });
  });

  it('leaves out what is empty, and keeps blanks that are typed', () => {
    expect(readDraft({ extension: '  ', contactName: '%hotel ', answered: '', 'ring.to': '' }, {}).spec).toEqual({
      contactName: '%hotel ',
    });
  });

  it('says which length cannot be read, and which range runs backwards', () => {
    expect(readDraft({ 'ring.from': 'soon', 'talk.from': '2:00', 'talk.to': '90' }, {}).faults).toEqual([
      { field: 'talk.to', at: null, message: 'The range runs backwards; exchange from and to.' },
      { field: 'ring.from', at: null, message: '“soon” is no length: write seconds, or 1:30.' },
    ]);
  });
});

describe('the list of filters', () => {
  const filter = (name: string, shared: boolean, builtIn = false): SavedFilter => ({
    id: name,
    name,
    description: '',
    owner: null,
    shared,
    builtIn,
    spec: {},
    words: name === 'Desk' ? 'extension 1001' : 'every call',
    version: 1,
    mayEdit: true,
    usedBy: [],
  });
  const all = [filter('Night 10', true), filter('Night 9', true), filter('Desk', false), filter('Lost Calls', true, true)];

  it('has one’s own, shared and built-in ones apart, each by name', () => {
    expect(findFilters(all, '').map(({ group, filters }) => [group, filters.map(({ name }) => name)])).toEqual([
      ['mine', ['Desk']],
      ['shared', ['Night 9', 'Night 10']],
      ['builtIn', ['Lost Calls']],
    ]);
  });
  it('is searched by what a filter says', () => {
    expect(findFilters(all, '1001').flatMap(({ filters }) => filters.map(({ name }) => name))).toEqual(['Desk']);
  });
  it('names copies apart', () => {
    expect(copyName('Desk', ['Desk'])).toBe('Desk (copy)');
    expect(copyName('Desk', ['desk (COPY)', 'Desk (copy 2)'])).toBe('Desk (copy 3)');
  });
});
