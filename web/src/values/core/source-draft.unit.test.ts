import { describe, expect, it } from 'vitest';
import { contentOf, editSource, hostOf, startDraft } from './source-draft.ts';
import type { ExternalSource } from './types.ts';

const source: ExternalSource = {
  id: 's1',
  name: 'Desk',
  url: 'https://desk.example/open',
  format: 'json',
  everySeconds: 60,
  header: { name: 'X-Api-Key' },
  fields: [
    { id: 'f1', name: 'Open', selector: '$.open' },
    { id: 'f2', name: 'Oldest', selector: '$.oldest' },
  ],
  values: [],
  lastFetchAt: null,
  failing: null,
  nextAt: null,
};

describe('a source in the making', () => {
  it('is sent as it was where nothing is typed: the secret is neither known nor sent', () => {
    expect(contentOf(startDraft(source))).toEqual({
      name: 'Desk',
      url: 'https://desk.example/open',
      format: 'json',
      everySeconds: 60,
      header: { name: 'X-Api-Key' },
      fields: [
        { id: 'f1', name: 'Open', selector: '$.open' },
        { id: 'f2', name: 'Oldest', selector: '$.oldest' },
      ],
    });
  });

  it('is named by its host as long as it has no name', () => {
    const draft = startDraft(null);
    expect(contentOf(draft)).toMatchObject({ name: 'New source', header: null, everySeconds: 300 });
    const typed = editSource(draft, { kind: 'set', patch: { url: ' https://desk.example/x ', headerName: ' Key ', secret: 's' } });
    expect(contentOf(typed)).toMatchObject({ name: 'desk.example', url: 'https://desk.example/x', header: { name: 'Key', value: 's' } });
  });

  it('gives a picked field a name of its own, and a key that no other had', () => {
    const without = editSource(startDraft(source), { kind: 'removeField', key: 1 });
    const { fields } = editSource(without, { kind: 'addField', selector: '$.open' });
    expect(fields).toEqual([
      { key: 0, id: 'f1', name: 'Open', selector: '$.open' },
      { key: 2, name: 'Open 2', selector: '$.open' },
    ]);
  });

  it('changes one field and leaves the others', () => {
    const { fields } = editSource(startDraft(source), { kind: 'setField', key: 1, patch: { selector: ' $.max ' } });
    expect(fields.map(({ selector }) => selector)).toEqual(['$.open', ' $.max ']);
    expect(contentOf({ ...startDraft(source), fields }).fields[1]).toEqual({ id: 'f2', name: 'Oldest', selector: '$.max' });
  });
});

it('reads the host of an address, or nothing', () => {
  expect(hostOf('https://desk.example:8443/x')).toBe('desk.example');
  expect(hostOf('desk')).toBe('');
});
