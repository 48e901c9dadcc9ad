import type { CallEvent } from '../../domain/call-event.ts';
import type { Emitted } from '../../domain/engine-output.ts';
import type { SiteConfig } from '../../domain/site-config.ts';
import { acceptBatches } from '../accept-batches.ts';
import type { Engine, Owner } from '../ports.ts';
import { lastNumberOf } from '../read-events.ts';
import type { ArchivedFrame, RebuildProblem } from './archive-object.ts';
import { foldLikeIngest } from './fold-like-ingest.ts';

/** Events folded in one go: the result does not depend on it. */
export const eventsAtOnce = 2_000;
export interface RefoldParams<S> {
  readonly engine: Engine<S>;
  readonly owner: Owner;
  readonly frames: AsyncIterable<ArchivedFrame>;
  /** Last number the engine has folded, by link: what lies in the archive beyond it is not counted yet. */
  readonly until: Readonly<Record<string, number>>;
  /** Configuration of a version; null when there is none of that number. */
  readonly configOf: (version: number | null) => Promise<SiteConfig | null>;
  readonly onEmitted: (emitted: readonly Emitted[]) => void;
  readonly onFolded: (events: number) => void;
}
export interface Refolded<S> {
  readonly state: S;
  readonly events: number;
  readonly problems: readonly RebuildProblem[];
}

const covers = (frame: ArchivedFrame, from: number, to: number): boolean =>
  // Objects from before it was kept do not tell what was declared lost: they are believed.
  frame.stateVersion === null || frame.declaredLost.some((lost) => lost.from <= from && lost.to >= to);

/** Folds the archive of a site from its beginning as the ingest did: duplicates passed over, missing numbers declared lost. */
export const refold = async <S>(params: RefoldParams<S>): Promise<Refolded<S>> => {
  const { engine, owner, until } = params;
  const problems: RebuildProblem[] = [];
  let state = engine.initial(owner.site);
  let links: Readonly<Record<string, number>> = {};
  let count = 0;
  let waiting: CallEvent[] = [];
  let version: number | null = null;
  let config = await params.configOf(null);
  const flush = (): void => {
    if (waiting.length === 0 || config === null) return;
    const folded = foldLikeIngest(engine, owner, state, waiting, config);
    state = folded.state;
    count += waiting.length;
    waiting = [];
    params.onEmitted(folded.emitted);
    params.onFolded(count);
  };
  for await (const frame of params.frames) {
    const { link } = frame.batch.frame.header;
    const last = until[link] ?? 0;
    const { events, declaredLost } = acceptBatches([frame.batch], links, new Set([frame.batch]));
    const wanted = events.filter((event) => lastNumberOf(event) <= last);
    const newest = wanted.at(-1);
    if (newest === undefined) continue;
    links = { ...links, [link]: lastNumberOf(newest) };
    for (const { from, to } of declaredLost)
      if (to <= last && !covers(frame, from, to))
        problems.push({
          what: 'numbersMissing',
          object: frame.object,
          detail: `numbers ${from} to ${to} of link ${link} stand in no object`,
        });
    if (frame.configVersion !== null && frame.configVersion !== version) {
      flush();
      version = frame.configVersion;
      const found = await params.configOf(version);
      if (found === null)
        problems.push({
          what: 'configurationMissing',
          object: frame.object,
          detail: `there is no version ${version} of the configuration: the one before is taken`,
        });
      config = found ?? config;
    }
    waiting.push(...wanted);
    if (waiting.length >= eventsAtOnce) flush();
  }
  flush();
  for (const [link, last] of Object.entries(until)) {
    const reached = links[link] ?? 0;
    if (reached < last)
      problems.push({
        what: 'numbersMissing',
        object: null,
        detail: `link ${link} ends with number ${reached}, but ${last} were folded`,
      });
  }
  return { state, events: count, problems };
};
