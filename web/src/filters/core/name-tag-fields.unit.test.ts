import { expect, it } from 'vitest';
import { filterTabs } from './filter-tabs.ts';
import { nameTagFields, tagNamesOf } from './name-tag-fields.ts';

it('takes the names of the site, and says which field it is', () => {
  const names = tagNamesOf([
    { id: 'tagField1', name: 'Tag Field 1', heading: 'Order' },
    { id: 'tagField2', name: 'Tag Field 2', heading: 'Tag Field 2' },
    { id: 'callsLost', name: 'Calls Lost', heading: 'Calls Lost' },
  ]);
  expect(names).toEqual(['Order', '', '', '', '']);
  const fields = nameTagFields(filterTabs, names)
    .flatMap((tab) => tab.fields)
    .filter(({ name }) => name.startsWith('tag'))
    .map(({ name, label, help }) => [name, label, help]);
  expect(fields).toEqual([
    ['tag1', 'Order', 'Field 1'],
    ['tag2', 'Field 2', ''],
    ['tag3', 'Field 3', ''],
    ['tag4', 'Field 4', ''],
    ['tag5', 'Field 5', ''],
  ]);
});
