import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { may } from '../api/may.ts';
import { meQuery } from '../api/queries.ts';
import { useServices } from '../app/services.ts';
import { useRested } from '../figures/use-rested.ts';
import { callsWords, devicesWords, namesWords } from './core/match-words.ts';
import type { FilterSpec } from './core/types.ts';
import { countCallsQuery, matchesQuery } from './filters-api.ts';

/** Devices are quick to tell; calls are counted once the typing has rested for longer. */
const devicesRestMs = 400;
const callsRestMs = 900;
const nothing: FilterSpec = {};

const Calls = ({ site, spec }: { readonly site: string; readonly spec: FilterSpec }) => {
  const { api } = useServices();
  const queries = useQueryClient();
  const rested = useRested(spec, callsRestMs);
  const [stopped, setStopped] = useState('');
  const asked = JSON.stringify(rested);
  const waits = stopped === asked;
  const empty = Object.keys(rested).length === 0;
  const all = useQuery(countCallsQuery(api, site, nothing));
  const some = useQuery({ ...countCallsQuery(api, site, rested), enabled: !empty && !waits });
  const count = empty ? all : some;
  const stop = (): void => {
    setStopped(asked);
    void queries.cancelQueries({ queryKey: countCallsQuery(api, site, rested).queryKey });
  };
  if (waits)
    return (
      <p>
        Calls are not counted.{' '}
        <button type="button" className="button small" onClick={() => setStopped('')}>
          Count calls
        </button>
      </p>
    );
  if (count.error !== null) return <p>Calls cannot be counted: {count.error.message}</p>;
  if (count.data === undefined || asked !== JSON.stringify(spec))
    return (
      <p>
        Counting the calls of the last 7 days…{' '}
        <button type="button" className="button small" onClick={stop}>
          Stop counting
        </button>
      </p>
    );
  return <p>{empty ? `All ${callsWords(count.data, undefined)}` : callsWords(count.data, all.data)}</p>;
};

/** What a filter picks, told while it is written: devices by their numbers and names, and calls of the last days. */
export const FilterPreview = ({
  site,
  spec,
  readable,
}: {
  readonly site: string;
  readonly spec: FilterSpec;
  readonly readable: boolean;
}) => {
  const { api } = useServices();
  const { data: me } = useQuery(meQuery(api));
  const rested = useRested(spec, devicesRestMs);
  const { data: kinds, error } = useQuery({ ...matchesQuery(api, site, rested), enabled: readable, placeholderData: keepPreviousData });
  if (!readable) return null;
  const narrowed = (kinds ?? []).filter((one) => one.narrowed && one.matched > 0 && one.matched < one.total);
  return (
    <section className="filter-preview" aria-label="What it matches">
      {error !== null ? (
        <p>{error.message}</p>
      ) : kinds === undefined ? (
        <p>Looking what matches…</p>
      ) : (
        <p role="status">{devicesWords(kinds)}</p>
      )}
      {narrowed.length === 0 ? null : (
        <ul>
          {narrowed.map((one) => (
            <li key={one.kind} className="muted">
              {namesWords(one)}
            </li>
          ))}
        </ul>
      )}
      {may(me, 'calls.read') ? <Calls site={site} spec={spec} /> : null}
    </section>
  );
};
