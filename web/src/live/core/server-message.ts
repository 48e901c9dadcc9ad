import { asRecord, parseInstants } from '../../api/instants.ts';
import type { BoardDelta, BoardPart } from './board.ts';

/** RFC 9457 problem as the socket sends it. */
export interface SocketProblem {
  readonly status: number;
  readonly title: string;
  readonly detail: string;
  readonly site: string | null;
}

export type ServerMessage =
  | { readonly type: 'pong' }
  | { readonly type: 'snapshot'; readonly site: string; readonly seq: number; readonly part: BoardPart; readonly more: boolean }
  | { readonly type: 'delta'; readonly site: string; readonly seq: number; readonly from: number | null; readonly delta: BoardDelta }
  | { readonly type: 'resync'; readonly site: string }
  | { readonly type: 'problem'; readonly problem: SocketProblem }
  | { readonly type: 'unknown' };

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Reads one message of the socket; anything not understood is `unknown`, never an exception. */
export const parseServerMessage = (text: string): ServerMessage => {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch {
    return { type: 'unknown' };
  }
  const message = asRecord(raw);
  if (message === null) return { type: 'unknown' };
  if (message.pong !== undefined) return { type: 'pong' };
  const problem = asRecord(message.error);
  if (problem !== null) {
    const status = typeof problem.status === 'number' ? problem.status : 500;
    const site = textOf(message.site) || textOf(problem.site) || null;
    return { type: 'problem', problem: { status, title: textOf(problem.title), detail: textOf(problem.detail), site } };
  }
  if (message.topic !== 'live' || typeof message.site !== 'string') return { type: 'unknown' };
  const { site, seq } = message;
  if (message.resync === true) return { type: 'resync', site };
  if (typeof seq !== 'number') return { type: 'unknown' };
  const snapshot = asRecord(message.snapshot);
  if (snapshot !== null) return { type: 'snapshot', site, seq, part: parseInstants(snapshot) as BoardPart, more: message.more === true };
  const delta = asRecord(message.delta);
  if (delta !== null)
    return {
      type: 'delta',
      site,
      seq,
      from: typeof message.from === 'number' ? message.from : null,
      delta: parseInstants(delta) as BoardDelta,
    };
  return { type: 'unknown' };
};
