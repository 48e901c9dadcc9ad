import { createHash } from 'node:crypto';
import type { BoardKind } from '../domain/board.ts';
import type { SiteInReach } from '../identity/principal.ts';
import type { Principal, SiteScope } from '../identity/types.ts';
import { counted } from '../runtime/counted.ts';
import { ProblemError } from '../runtime/problem.ts';
import type { TopicOf } from './connection-params.ts';
import type { ConnectionStore } from './connection-store.ts';
import { boardsPerSubject, figuresTopic, subscriptionsPerConnection } from './constants.ts';
import type { BoardFigure } from './core/client-message.ts';
import { figuresBody, figuresMessage, type Told } from './core/figures-message.ts';
import { resyncMessage } from './core/messages.ts';
import { type Board, readBoard } from './core/site-figures/board.ts';
import { shownReading } from './core/site-figures/shown-reading.ts';
import type { BringFigures } from './figures-keeper.ts';

export interface SubscribeFiguresDeps {
  readonly siteInReach: SiteInReach;
  readonly connections: Pick<ConnectionStore, 'join' | 'activate' | 'leave' | 'putBoard' | 'subscribers'>;
  readonly bring: BringFigures;
  readonly send: (text: string) => Promise<boolean>;
  readonly now: () => number;
}
export interface SubscribeFiguresRequest {
  readonly connectionId: string;
  readonly principal: Principal;
  readonly tokenExpiresAt: number | null;
  readonly site: string;
  readonly figures: readonly BoardFigure[];
  /** Figures of a stored board, in whose reach the principal is: nobody can ask for others by it. */
  readonly scope?: SiteScope;
  readonly licence?: BoardKind;
}

const boardOf = (figures: readonly BoardFigure[]): Board => {
  const read = readBoard(figures);
  if ('board' in read) return read.board;
  const errors = read.faults.map(({ index, field, detail }) => ({
    pointer: `#/subscribe/figures/${index}/${field}`,
    detail: `"${figures[index]?.id}": ${detail}`,
    in: 'body' as const,
  }));
  throw new ProblemError(
    'bad-request',
    `${counted(errors.length, 'thing is', 'things are')} wrong with these figures; nothing was subscribed.`,
    { errors },
  );
};

/**
 * Joins a client to figures of a site:
 *
 *   written inactive -> snapshot at n sent -> activated at n -> read again -> what came between is sent
 *
 * From then on the projection tells what changes, beginning with all figures at the first number above n: figures are whole values, so
 * that more than once does no harm. Filters can name numbers outside, and a figure is about everybody's calls: who sees only the numbers of
 * own calls is refused.
 *
 * @throws ProblemError `not-found`, `forbidden`, `bad-request` with each figure that is wrong and why, `too-many`
 */
export const subscribeFigures = async (deps: SubscribeFiguresDeps, request: SubscribeFiguresRequest): Promise<void> => {
  const { connectionId, tokenExpiresAt, figures } = request;
  const scope = request.scope ?? (await deps.siteInReach(request.principal, request.site, ['live.readNumbers']));
  const board = boardOf(figures);
  const topic: TopicOf = { tenant: scope.tenant, site: scope.site, topic: figuresTopic };
  const asked = board.map(({ figure }) => figure);
  const text = JSON.stringify(figures);
  const hash = createHash('sha256').update(text).digest('hex').slice(0, 32);
  // All figures anyone has open are worked out with every change of the site: nobody may ask for so many that others wait.
  const open = new Set(
    (await deps.connections.subscribers(scope)).flatMap((one) =>
      one.topic === figuresTopic && one.subject === request.principal.id && one.connectionId !== connectionId ? (one.board ?? []) : [],
    ),
  );
  if (!open.has(hash) && open.size >= boardsPerSubject)
    throw new ProblemError('too-many', `At most ${boardsPerSubject} different boards may be open at once: close some.`);
  const bodyAfter = async (told: Told | null) => {
    const { figures: kept, n } = await deps.bring(scope, asked, 'all');
    return { n, ...figuresBody(board, shownReading(kept.read(asked, deps.now())), n, told) };
  };
  const first = await bodyAfter(null);
  await deps.connections.putBoard(scope, hash, text, deps.now());
  if (
    !(await deps.connections.join(
      topic,
      { connectionId, subject: request.principal.id, own: null, tokenExpiresAt, board: hash, licence: request.licence ?? null },
      deps.now(),
    ))
  )
    throw new ProblemError('too-many', `A connection may have at most ${subscriptionsPerConnection} subscriptions.`);
  const send = async (kind: 'snapshot' | 'delta', { n, body }: Awaited<ReturnType<typeof bodyAfter>>): Promise<boolean> =>
    body === null || deps.send(figuresMessage(kind, scope.site, n, body));
  const joined =
    (await send('snapshot', first)) &&
    (await deps.connections.activate(topic, connectionId, first.n, deps.now())) &&
    (await send('delta', await bodyAfter(first.told)));
  if (joined) return;
  await deps.connections.leave(topic, connectionId);
  await deps.send(resyncMessage(topic.topic, topic.site));
};
