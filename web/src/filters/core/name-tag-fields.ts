import type { FilterField, FilterTab } from './filter-tabs.ts';

const tagField = /^tag(\d)$/;

const named = (field: FilterField, names: readonly string[]): FilterField => {
  const slot = tagField.exec(field.name)?.[1];
  const name = slot === undefined ? '' : (names[Number(slot) - 1] ?? '').trim();
  return name === '' ? field : { ...field, label: name, help: field.label };
};

/** The tabs with the site's own names of its tag fields, which are called Field 1 to 5 elsewhere; one without a name stays so. */
export const nameTagFields = (tabs: readonly FilterTab[], names: readonly string[]): readonly FilterTab[] =>
  tabs.map((tab) => ({ ...tab, fields: tab.fields.map((field) => named(field, names)) }));

/** Names of the five tag fields, from the headings of their columns; empty where the site gave none. */
export const tagNamesOf = (
  statistics: readonly { readonly id: string; readonly name: string; readonly heading: string }[],
): readonly string[] =>
  [1, 2, 3, 4, 5].map((slot) => {
    const column = statistics.find(({ id }) => id === `tagField${slot}`);
    return column === undefined || column.heading === column.name ? '' : column.heading;
  });
