import { plural } from '../../time/core/format.ts';
import type { SavedFilter } from './types.ts';

/** “2 boards, 1 report”; empty when nothing uses it. */
export const usedWords = ({ usedBy }: Pick<SavedFilter, 'usedBy'>): string =>
  (['board', 'report', 'schedule'] as const)
    .map((kind) => ({ kind, count: usedBy.filter((use) => use.kind === kind).length }))
    .filter(({ count }) => count > 0)
    .map(({ kind, count }) => plural(count, kind))
    .join(', ');
