import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useServices } from '../../app/services.ts';
import { statisticsQuery } from '../../figures/figures-queries.ts';
import { filtersQuery } from '../../filters/filters-api.ts';
import { valueItemsQuery } from './board-api.ts';
import type { Surroundings } from './core/draft-shown.ts';

/** The catalogue, the site's values and its filters. What cannot be had is empty, and `failed` says what. */
export const useSurroundings = (site: string): Surroundings & { readonly loading: boolean; readonly failed: readonly string[] } => {
  const { api } = useServices();
  const statistics = useQuery(statisticsQuery(api, site));
  const values = useQuery(valueItemsQuery(api, site));
  const filters = useQuery(filtersQuery(api, site));
  const { data: known, error: unknown, isPending } = statistics;
  const { data: given, error: noValues } = values;
  const { data: saved, error: noFilters } = filters;
  return useMemo(
    () => ({
      statistics: known ?? [],
      values: given ?? [],
      filters: saved ?? [],
      loading: isPending,
      failed: [
        unknown === null ? '' : 'the catalogue of figures',
        noValues === null ? '' : 'global variables and external data',
        noFilters === null ? '' : 'saved filters',
      ].filter((what) => what !== ''),
    }),
    [known, given, saved, isPending, unknown, noValues, noFilters],
  );
};
