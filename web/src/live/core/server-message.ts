import type { BoardValue, Notice } from '../../../../functions/domain/board.ts';
import { asRecord, parseInstants } from '../../api/instants.ts';
import type { FigureValue } from '../../figures/core/public-types.ts';
import type { BoardDelta, BoardPart } from './board.ts';
import type { FeedGap, FiguresBody } from './figures-feed.ts';

/** RFC 9457 problem as the socket sends it. */
export interface SocketProblem {
  readonly status: number;
  readonly title: string;
  readonly detail: string;
  readonly site: string | null;
}

export type SocketTopic = 'live' | 'figures' | 'notices';

export type ServerMessage =
  /** `topics`: subscriptions of which the server tells what changes, as `site topic`; null = it does not say. `behind`: boards lack what has happened. */
  | { readonly type: 'pong'; readonly topics: readonly string[] | null; readonly behind: boolean }
  | { readonly type: 'snapshot'; readonly site: string; readonly seq: number; readonly part: BoardPart; readonly more: boolean }
  | { readonly type: 'delta'; readonly site: string; readonly seq: number; readonly from: number | null; readonly delta: BoardDelta }
  | { readonly type: 'figures'; readonly whole: boolean; readonly site: string; readonly seq: number; readonly body: FiguresBody }
  | { readonly type: 'values'; readonly site: string; readonly values: readonly BoardValue[] }
  | { readonly type: 'notice'; readonly site: string; readonly notice: Notice }
  | { readonly type: 'resync'; readonly site: string; readonly topic: SocketTopic }
  | { readonly type: 'problem'; readonly problem: SocketProblem }
  | { readonly type: 'unknown' };

type Json = Readonly<Record<string, unknown>>;

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
const unknown: ServerMessage = { type: 'unknown' };

/** Figures of a message or of the answer of `…/figures`; null for anything else. */
export const parseFiguresBody = (value: unknown): FiguresBody | null => {
  const body = asRecord(parseInstants(value));
  const figures = asRecord(body?.figures);
  if (body === null || figures === null || typeof body.asOf !== 'number') return null;
  return {
    asOf: body.asOf,
    figures: figures as Readonly<Record<string, FigureValue>>,
    perMs: (asRecord(body.perMs) ?? {}) as Readonly<Record<string, number>>,
    ...(Array.isArray(body.gaps) ? { gaps: body.gaps as readonly FeedGap[] } : {}),
  };
};

const noticeKinds: ReadonlySet<unknown> = new Set<Notice['kind']>(['board', 'values', 'filters', 'callBacks', 'screen']);
const isNotice = (value: Json): boolean => noticeKinds.has(value.kind);

const liveMessage = (message: Json, site: string): ServerMessage => {
  const { seq } = message;
  if (typeof seq !== 'number') return unknown;
  const snapshot = asRecord(message.snapshot);
  if (snapshot !== null) return { type: 'snapshot', site, seq, part: parseInstants(snapshot) as BoardPart, more: message.more === true };
  const delta = asRecord(message.delta);
  if (delta === null) return unknown;
  const from = typeof message.from === 'number' ? message.from : null;
  return { type: 'delta', site, seq, from, delta: parseInstants(delta) as BoardDelta };
};

const figuresMessage = (message: Json, site: string): ServerMessage => {
  const { seq } = message;
  const body = parseFiguresBody(message.snapshot ?? message.delta);
  return typeof seq === 'number' && body !== null ? { type: 'figures', whole: message.snapshot !== undefined, site, seq, body } : unknown;
};

/** Instants of values stay the texts they are: they are shown, not computed with. */
const noticesMessage = (message: Json, site: string): ServerMessage => {
  const values = asRecord(message.snapshot)?.values;
  if (Array.isArray(values)) return { type: 'values', site, values: values as readonly BoardValue[] };
  const notice = asRecord(message.notice);
  return notice !== null && isNotice(notice) ? { type: 'notice', site, notice: notice as Json & Notice } : unknown;
};

const pongMessage = ({ topics, behindSince }: Json): ServerMessage => ({
  type: 'pong',
  topics: Array.isArray(topics) ? topics.map((each) => `${textOf(asRecord(each)?.site)} ${textOf(asRecord(each)?.topic)}`) : null,
  behind: behindSince !== undefined,
});

/** Reads one message of the socket; anything not understood is `unknown`, never an exception. */
export const parseServerMessage = (text: string): ServerMessage => {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch {
    return unknown;
  }
  const message = asRecord(raw);
  if (message === null) return unknown;
  if (message.pong !== undefined) return pongMessage(message);
  const problem = asRecord(message.error);
  if (problem !== null) {
    const status = typeof problem.status === 'number' ? problem.status : 500;
    const site = textOf(message.site) || textOf(problem.site) || null;
    return { type: 'problem', problem: { status, title: textOf(problem.title), detail: textOf(problem.detail), site } };
  }
  const { site, topic } = message;
  if (typeof site !== 'string' || (topic !== 'live' && topic !== 'figures' && topic !== 'notices')) return unknown;
  if (message.resync === true) return { type: 'resync', site, topic };
  switch (topic) {
    case 'live':
      return liveMessage(message, site);
    case 'figures':
      return figuresMessage(message, site);
    case 'notices':
      return noticesMessage(message, site);
  }
};
