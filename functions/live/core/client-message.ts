import { z } from 'zod';
import { figuresPerSubscription, type Topic, topics } from '../constants.ts';
import type { FigureSpec } from './site-figures/asked-figure.ts';

/** A figure of a board under the name it has there. */
export interface BoardFigure extends FigureSpec {
  readonly id: string;
}

const site = z.string().min(1).max(200);
const boardId = z.string().min(1).max(60);
const topicOf = z.strictObject({ site, topic: z.enum(topics) });
const figure = z.strictObject({
  id: z.string().min(1).max(60),
  statistic: z.string().min(1).max(100),
  template: z.string().max(100).optional(),
  filter: z.unknown().optional(),
});
const schema = z.union([
  z.strictObject({ subscribe: topicOf.extend({ topic: z.literal('live') }), after: z.int().nonnegative().optional() }),
  z.strictObject({
    subscribe: z.strictObject({ site, topic: z.literal('figures'), figures: z.array(figure).min(1).max(figuresPerSubscription) }),
    after: z.int().nonnegative().optional(),
  }),
  z.strictObject({
    subscribe: z.strictObject({ site, topic: z.literal('figures'), board: boardId, view: boardId.optional() }),
    after: z.int().nonnegative().optional(),
  }),
  z.strictObject({ subscribe: z.strictObject({ site, topic: z.literal('notices') }) }),
  z.strictObject({ unsubscribe: topicOf }),
  z.strictObject({ ping: z.unknown() }),
  z.strictObject({ auth: z.string().min(1) }),
]);

/** Kinds of message a client may send, for tests that must cover all of them. */
export const clientMessageKinds = [
  'subscribe',
  'subscribeFigures',
  'subscribeBoard',
  'subscribeNotices',
  'unsubscribe',
  'ping',
  'auth',
] as const;

export type ClientMessage =
  | { readonly kind: 'subscribe'; readonly site: string; readonly topic: 'live'; readonly after: number | null }
  /** `after` needs nothing: figures are whole, so going on begins with all of them. */
  | { readonly kind: 'subscribeFigures'; readonly site: string; readonly figures: readonly BoardFigure[] }
  /** Figures of a view as it is stored: the server works them out. `view` null = the first. */
  | { readonly kind: 'subscribeBoard'; readonly site: string; readonly board: string; readonly view: string | null }
  | { readonly kind: 'subscribeNotices'; readonly site: string }
  | { readonly kind: 'unsubscribe'; readonly site: string; readonly topic: Topic }
  | { readonly kind: 'ping' }
  | { readonly kind: 'auth'; readonly token: string };

const examples = `{"subscribe":{"site":"harbour","topic":"live"}} or {"subscribe":{"site":"harbour","topic":"figures","figures":[{"id":"t1","statistic":"callsLost"}]}} with at most ${figuresPerSubscription} figures`;

/** @returns a sentence on what is wrong for anything else. */
export const parseClientMessage = (text: string): ClientMessage | string => {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return 'The message is not JSON.';
  }
  const parsed = schema.safeParse(value);
  if (!parsed.success) return `Send one of subscribe, unsubscribe, ping, auth, for example ${examples}.`;
  const { data } = parsed;
  if ('subscribe' in data) {
    const { subscribe } = data;
    if (subscribe.topic === 'notices') return { kind: 'subscribeNotices', site: subscribe.site };
    if ('board' in subscribe) return { kind: 'subscribeBoard', site: subscribe.site, board: subscribe.board, view: subscribe.view ?? null };
    if (subscribe.topic === 'figures') return { kind: 'subscribeFigures', site: subscribe.site, figures: subscribe.figures };
    return { kind: 'subscribe', ...subscribe, after: ('after' in data ? data.after : undefined) ?? null };
  }
  if ('unsubscribe' in data) return { kind: 'unsubscribe', ...data.unsubscribe };
  if ('auth' in data) return { kind: 'auth', token: data.auth };
  return { kind: 'ping' };
};
