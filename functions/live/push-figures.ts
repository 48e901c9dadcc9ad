import type { OutboxBatch } from '../domain/engine-output.ts';
import { inParallel } from '../runtime/bounded.ts';
import { errorFields, type Log } from '../runtime/log.ts';
import type { Metrics } from '../runtime/metrics.ts';
import type { Subscription, TopicOf } from './connection-params.ts';
import type { ConnectionStore } from './connection-store.ts';
import { figuresAtLeastEveryMs, figuresEveryMs, figuresTopic, postsAtOnce } from './constants.ts';
import type { BoardFigure } from './core/client-message.ts';
import { figuresBody, figuresMessage, type Told } from './core/figures-message.ts';
import { type Board, readBoard } from './core/site-figures/board.ts';
import { shownReading } from './core/site-figures/shown-reading.ts';
import type { Deliver } from './deliver.ts';
import type { BringFigures } from './figures-keeper.ts';
import type { SiteOf } from './live-params.ts';

export interface PushFiguresDeps {
  readonly connections: Pick<ConnectionStore, 'findBoard'>;
  readonly bring: BringFigures;
  readonly deliver: Deliver;
  readonly now: () => number;
  readonly pause: (ms: number) => Promise<void>;
  readonly log: Log;
  readonly metrics: Metrics;
}
interface Site {
  /** When boards were last told something, epoch ms, and how long that took. */
  at: number;
  tookMs: number;
  /** Number they were brought to. */
  n: number;
  /** By subscription. */
  readonly told: Map<string, Told>;
}

const keptBoards = 1_000;
const keptSites = 200;

/** What one board is told that was told `before`; subscribers that show the same and know the same share it. */
interface Made {
  readonly text: string;
  readonly told: Told;
}

const toldKey = ({ connectionId, activatedAt }: Subscription): string => `${connectionId} ${activatedAt}`;
const isKnown = (site: Site, subscription: Subscription): boolean => site.told.has(toldKey(subscription));

/**
 * Tells boards the figures that changed. All figures anyone shows are computed once, whoever asks. A subscriber of whom this process does
 * not know what it was told (new, or another process served it meanwhile) is told all. Between two rounds lies `figuresEveryMs`, or as long
 * as the last round took where there are many boards: a run of batches that comes sooner waits for the rest of that time, and takes with it
 * what was published meanwhile. Nothing of this may hold back the live state: what fails is logged, and the next batch tells all.
 */
export const createPushFigures = (deps: PushFiguresDeps) => {
  const boards = new Map<string, Board>();
  const sites = new Map<string, Site>();

  const boardOf = async (owner: SiteOf, hash: string): Promise<Board | null> => {
    const key = `${owner.tenant} ${owner.site} ${hash}`;
    const known = boards.get(key);
    if (known !== undefined) return known;
    const text = await deps.connections.findBoard(owner, hash);
    // Our own writing, read when it was written.
    const read = text === null ? null : readBoard(JSON.parse(text) as readonly BoardFigure[]);
    if (read === null || 'faults' in read) return null;
    if (boards.size >= keptBoards) boards.clear();
    boards.set(key, read.board);
    return read.board;
  };

  const push = async (
    owner: SiteOf,
    site: Site,
    batches: readonly OutboxBatch[],
    subscribers: readonly Subscription[],
    waited: boolean,
  ): Promise<void> => {
    const topic: TopicOf = { tenant: owner.tenant, site: owner.site, topic: figuresTopic };
    const hashes = [...new Set(subscribers.flatMap(({ board }) => board ?? []))];
    const found = new Map(await Promise.all(hashes.map(async (hash) => [hash, await boardOf(owner, hash)] as const)));
    const asked = new Map([...found.values()].flatMap((board) => (board ?? []).map(({ figure }) => [figure.key, figure] as const)));
    const { figures, n, jumped } = await deps.bring(owner, [...asked.values()], batches, waited);
    if (jumped) site.told.clear();
    const reading = shownReading(figures.read([...asked.values()], deps.now()));
    const present = new Set<string>();
    const shared = new Map<string, Map<Told | null, Made>>();
    const makeFor = (hash: string, board: Board, told: Told | null): Made => {
      const ofBoard = shared.get(hash) ?? new Map<Told | null, Made>();
      shared.set(hash, ofBoard);
      const known = ofBoard.get(told);
      if (known !== undefined) return known;
      const { body, told: after } = figuresBody(board, reading, n, told);
      const made = { text: body === null ? 'none' : figuresMessage('delta', owner.site, n, body), told: after };
      ofBoard.set(told, made);
      return made;
    };
    await inParallel(subscribers, postsAtOnce, async (subscription) => {
      const key = toldKey(subscription);
      present.add(key);
      const hash = subscription.board ?? '';
      const board = found.get(hash) ?? null;
      const told = site.told.get(key) ?? null;
      // Its snapshot said as much already, or more; or this is a repetition.
      if (board !== null && (subscription.seq >= n || (told !== null && told.n >= n))) return;
      const made = board === null ? null : makeFor(hash, board, told);
      site.told.delete(key);
      const outcome = await deps.deliver(topic, subscription, async () => made?.text ?? null);
      if (made !== null && (outcome === 'sent' || (made.text === 'none' && subscription.staleUntil === null)))
        site.told.set(key, made.told);
    });
    for (const key of site.told.keys()) if (!present.has(key)) site.told.delete(key);
    site.n = n;
  };

  return async (owner: SiteOf, batches: readonly OutboxBatch[], all: readonly Subscription[]): Promise<void> => {
    const key = `${owner.tenant} ${owner.site}`;
    const subscribers = all.filter(({ topic }) => topic === figuresTopic);
    if (subscribers.length === 0) {
      sites.delete(key);
      return;
    }
    if (sites.size >= keptSites && !sites.has(key)) sites.clear();
    const site = sites.get(key) ?? { at: 0, tookMs: 0, n: 0, told: new Map<string, Told>() };
    sites.set(key, site);
    const sinceLast = deps.now() - site.at;
    const between = Math.min(figuresAtLeastEveryMs, Math.max(figuresEveryMs, site.tookMs));
    const waits = sinceLast >= 0 && sinceLast < between;
    // Who waited last took these with it, and told everybody who had joined by then; who joined since was told as much by the join.
    if (waits && site.n >= Math.max(...batches.map((batch) => batch.n)) && subscribers.every((one) => isKnown(site, one))) return;
    if (waits) await deps.pause(between - sinceLast);
    const begun = deps.now();
    try {
      await push(owner, site, batches, subscribers, waits);
    } catch (error) {
      sites.delete(key);
      deps.metrics.count('figuresFailed', 1);
      deps.log.error('live figures failed; boards are told all with the next change', { ...owner, ...errorFields(error) });
      return;
    }
    site.at = deps.now();
    site.tookMs = site.at - begun;
  };
};
export type PushFigures = ReturnType<typeof createPushFigures>;
