import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useServices } from '../app/services.ts';
import { filterCheckQuery } from '../figures/figures-queries.ts';
import { useRested } from '../figures/use-rested.ts';
import { type DraftFault, draftOfSpec, type FilterDraft, readDraft } from './core/filter-draft.ts';
import type { FilterSpec } from './core/types.ts';

const checkRestMs = 300;

export interface EditedFilter {
  readonly draft: FilterDraft;
  readonly change: (name: string, value: string) => void;
  readonly spec: FilterSpec;
  readonly faults: readonly DraftFault[];
  /** What it says now, or why that cannot be told; for a live region. */
  readonly words: string;
  /** Faults of the filter as it is typed, asked at once. @throws when the service cannot be asked. */
  readonly checkNow: () => Promise<readonly DraftFault[]>;
}

/** A filter while it is typed: read by the service whenever the typing rests. */
export const useFilterDraft = (before: FilterSpec): EditedFilter => {
  const { api, queries } = useServices();
  const [draft, setDraft] = useState<FilterDraft>(() => draftOfSpec(before));
  const { spec, faults: own } = useMemo(() => readDraft(draft, before), [draft, before]);
  const rested = useRested(spec, checkRestMs);
  const empty = Object.keys(spec).length === 0;
  const { data: checked, error: failed } = useQuery({
    ...filterCheckQuery(api, rested),
    enabled: Object.keys(rested).length > 0,
    placeholderData: keepPreviousData,
  });
  const faults: readonly DraftFault[] = empty ? own : [...own, ...(checked?.errors ?? [])];
  const words =
    faults.length > 0
      ? 'The filter cannot be read yet.'
      : empty
        ? 'All calls you may see count.'
        : failed !== null
          ? failed.message
          : checked?.words == null
            ? ''
            : `Counts: ${checked.words}.`;
  return {
    draft,
    change: (name, value) => setDraft((now) => ({ ...now, [name]: value })),
    spec,
    faults,
    words,
    checkNow: async () => (empty || own.length > 0 ? own : (await queries.fetchQuery(filterCheckQuery(api, spec))).errors),
  };
};
