import { type FilterRef, figureId, type Tile, type View } from '../../../../../functions/domain/board.ts';
import { type FilterItem, figureFields, resolveFilter } from './draft-shown.ts';
import { joinFilters } from './join-filters.ts';

type Spec = Readonly<Record<string, unknown>>;

/** One request for figures: statistics of one report under one filter. */
export interface PreviewQuestion {
  readonly template: string;
  /** Null = no filter. */
  readonly filter: Spec | null;
  readonly statistics: readonly string[];
  /** Which figures of the view are to have them: id of the figure to statistic. */
  readonly wanted: readonly { readonly figure: string; readonly statistic: string }[];
}

const specOf = (ref: FilterRef | null, filters: readonly FilterItem[]): Spec | null => {
  const spec = ref === null ? null : (resolveFilter(ref, filters)?.spec ?? null);
  return spec === null || Object.keys(spec).length === 0 ? null : spec;
};

/**
 * What a tile counts under a view's filter. Fields of both hold together; where both ask about the same one, only the server can tell
 * what both leave: `undefined`, and the figure comes once the board is saved.
 */
export const effectiveFilter = (view: FilterRef | null, tile: Tile, filters: readonly FilterItem[]): Spec | null | undefined => {
  if (!('filter' in tile)) return null;
  const own = specOf(tile.filter, filters);
  return tile.filterMode === 'replace' ? own : joinFilters(specOf(view, filters), own);
};

/** What a figure of the tile depends on; the same question has the same figure. */
const questionOf = (view: View, tile: Tile, index: number): string | null => {
  const field = figureFields(tile)[index];
  if (field === undefined || field.source === 'value' || !('filter' in tile)) return null;
  const around = tile.filterMode === 'replace' ? null : view.filter;
  return JSON.stringify([field.statistic, field.template ?? 'site', tile.filter, tile.filterMode, around]);
};

/** Figures of the draft that the saved view tells already, by their id there. */
export const knownFigures = (draft: View, saved: View | null): ReadonlyMap<string, string> => {
  const told = new Map<string, string>();
  for (const tile of saved?.tiles ?? [])
    for (const [i] of figureFields(tile).entries()) {
      const question = saved === null ? null : questionOf(saved, tile, i);
      if (question !== null) told.set(question, figureId(tile.id, i));
    }
  const known = new Map<string, string>();
  for (const tile of draft.tiles)
    for (const [i] of figureFields(tile).entries()) {
      const from = told.get(questionOf(draft, tile, i) ?? '');
      if (from !== undefined) known.set(figureId(tile.id, i), from);
    }
  return known;
};

/** What must be asked so that every figure of the draft is there. */
export const previewQuestions = (draft: View, saved: View | null, filters: readonly FilterItem[]): readonly PreviewQuestion[] => {
  const known = knownFigures(draft, saved);
  const questions = new Map<string, { template: string; filter: Spec | null; wanted: { figure: string; statistic: string }[] }>();
  for (const tile of draft.tiles) {
    const filter = effectiveFilter(draft.filter, tile, filters);
    if (filter === undefined) continue;
    for (const [i, field] of figureFields(tile).entries()) {
      const figure = figureId(tile.id, i);
      if (field.source === 'value' || known.has(figure)) continue;
      const template = field.template ?? 'site';
      const key = JSON.stringify([template, filter]);
      const question = questions.get(key) ?? { template, filter, wanted: [] };
      question.wanted.push({ figure, statistic: field.statistic });
      questions.set(key, question);
    }
  }
  return [...questions.values()].map((question) => ({
    ...question,
    statistics: [...new Set(question.wanted.map(({ statistic }) => statistic))],
  }));
};

/** Tiles whose figures only saving brings, because view and tile filter ask about the same thing. */
export const isPreviewed = (view: View, tile: Tile, filters: readonly FilterItem[]): boolean =>
  effectiveFilter(view.filter, tile, filters) !== undefined;
