import type { BoardContent, FilterRef } from '../../domain/board.ts';

interface Overrides {
  readonly name: string | null;
  readonly filters: Readonly<Record<string, FilterRef | null>>;
}

/** A template as a site shows it: the site's own name and view filters, everything else the template's. */
export const withOverrides = (template: BoardContent, overrides: Overrides): BoardContent => ({
  ...template,
  name: overrides.name ?? template.name,
  views: template.views.map((view) => {
    const own = Object.hasOwn(overrides.filters, view.id) ? overrides.filters[view.id] : undefined;
    return own === undefined ? view : { ...view, filter: own };
  }),
});

const bare = (content: BoardContent): string =>
  JSON.stringify({ ...content, name: '', views: content.views.map((view) => ({ ...view, filter: null })) });

/**
 * What a site says otherwise after a change of a board that follows a template; null when the change goes further than that.
 * @param shown the board as it is, with the overrides it has so far
 */
export const changedOverrides = (
  shown: BoardContent,
  overrides: Overrides,
  changed: BoardContent,
  templateName: string,
): Overrides | null => {
  if (bare(shown) !== bare(changed)) return null;
  const name = changed.name === shown.name ? overrides.name : changed.name === templateName ? null : changed.name;
  const filters: Record<string, FilterRef | null> = { ...overrides.filters };
  changed.views.forEach(({ id, filter }, v) => {
    if (JSON.stringify(filter) !== JSON.stringify(shown.views[v]?.filter)) filters[id] = filter;
  });
  return { name, filters };
};
