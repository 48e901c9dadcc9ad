import { inParallel } from '../runtime/bounded.ts';
import { errorFields, type Log } from '../runtime/log.ts';
import type { Metrics } from '../runtime/metrics.ts';
import { fetchFaultsMetric } from './constants.ts';
import { fairOrder } from './core/fair-order.ts';
import type { DueFetch } from './core/types.ts';
import { type FetchDeps, fetchOne } from './fetch-one.ts';
import type { SourceSecrets } from './ports.ts';
import type { ValuesStore } from './values-store.ts';

export interface FetchDueDeps extends FetchDeps {
  readonly store: Pick<ValuesStore, 'read' | 'listDue' | 'claim' | 'forgetDue' | 'putFetched'>;
  readonly secrets: Pick<SourceSecrets, 'get' | 'forget'>;
  readonly log: Log;
  readonly metrics: Metrics;
}
export interface FetchedDue {
  readonly due: number;
  readonly fetched: number;
  /** What the other side did not answer as it should. */
  readonly failing: number;
  /** Left for the next run: another run has them, they changed meanwhile, or the time was over. */
  readonly left: number;
}

/** At most this many requests at once. */
const atOnce = 16;

type Done = 'fetched' | 'failing' | 'left' | 'fault';

/**
 * Fetches what is due, customers in turn. A source that cannot be fetched keeps its last values; only what is our own fault fails the run,
 * after everything else was done.
 */
export const fetchDueSources = async (deps: FetchDueDeps, outOfTime: () => boolean): Promise<FetchedDue> => {
  const one = async (due: DueFetch): Promise<Done> => {
    if (outOfTime()) return 'left';
    const claim = await deps.store.claim(due, deps.now());
    if (claim === null) return 'left';
    if (due.gone) {
      await deps.secrets.forget(due, due.source);
      await deps.store.forgetDue({ ...due, dueAt: claim.until });
      return 'fetched';
    }
    const book = await deps.store.read(due);
    const source = book.sources.find(({ id }) => id === due.source);
    if (source === undefined) return 'left';
    const fetched = await fetchOne(deps, due, source, book.fetched.get(source.id), claim);
    if (fetched === null) return 'left';
    return fetched.failing === null ? 'fetched' : 'failing';
  };

  const list = fairOrder(await deps.store.listDue(deps.now()));
  const done = await inParallel(list, atOnce, async (due): Promise<Done> => {
    try {
      return await one(due);
    } catch (error) {
      const { tenant, site, source } = due;
      deps.log.error('a source could not be dealt with, a later run tries again', { tenant, site, source, ...errorFields(error) });
      return 'fault';
    }
  });
  const count = (what: Done): number => done.filter((one) => one === what).length;
  const faults = count('fault');
  deps.metrics.count(fetchFaultsMetric, faults);
  deps.metrics.count('externalDataFetched', count('fetched'));
  deps.metrics.count('externalDataFailing', count('failing'));
  deps.metrics.count('externalDataLeft', count('left'));
  if (faults > 0) throw new Error(`${faults} of ${list.length} sources could not be dealt with; the log lines before this one say why`);
  return { due: list.length, fetched: count('fetched'), failing: count('failing'), left: count('left') };
};
