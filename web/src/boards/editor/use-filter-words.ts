import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { FilterRef } from '../../../../functions/domain/board.ts';
import { useServices } from '../../app/services.ts';
import { filterCheckQuery } from '../../figures/figures-queries.ts';
import { resolveFilter } from './core/draft-shown.ts';
import { useEditor } from './editor-context.ts';

/** What a filter says, in words: those of the list, or the server's for one written here. Null = not known yet. */
export const useFilterWords = (ref: FilterRef | null): string | null => {
  const { around } = useEditor();
  const { api } = useServices();
  const filter = ref === null ? null : resolveFilter(ref, around.filters);
  const own = ref?.kind === 'own' ? ref.spec : {};
  const { data } = useQuery({
    ...filterCheckQuery(api, own),
    enabled: Object.keys(own).length > 0,
    placeholderData: keepPreviousData,
  });
  if (ref === null) return 'Everything counts.';
  if (filter === null) return null;
  if (ref.kind !== 'own') return filter.words;
  return Object.keys(own).length === 0 ? 'Everything counts.' : (data?.words ?? null);
};
