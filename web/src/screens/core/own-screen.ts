import { asRecord } from '../../api/instants.ts';
import { isKnownZone } from '../../time/core/zone.ts';

/** What a screen is told of itself. */
export interface OwnScreen {
  readonly screen: string;
  readonly name: string;
  readonly site: { readonly site: string; readonly name: string; readonly timeZone: string; readonly resetTime: string };
  readonly board: string;
  readonly view: string | null;
  readonly cycleSeconds: number;
  readonly reload: number;
  /** In place of its board until that instant (epoch ms). */
  readonly show: { readonly board: string; readonly view: string | null; readonly until: number } | null;
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
const textOrNull = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);
const countOf = (value: unknown, otherwise: number): number => (typeof value === 'number' && value >= 0 ? value : otherwise);

const parseShow = (value: unknown): OwnScreen['show'] => {
  const record = asRecord(value);
  const board = textOrNull(record?.board);
  const until = Date.parse(textOf(record?.until));
  return board === null || Number.isNaN(until) ? null : { board, view: textOrNull(record?.view), until };
};

/** @returns null when it is not an answer of ours */
export const parseOwnScreen = (value: unknown): OwnScreen | null => {
  const record = asRecord(value);
  const site = asRecord(record?.site);
  const screen = textOf(record?.screen);
  const board = textOf(record?.board);
  if (screen === '' || board === '' || textOf(site?.site) === '') return null;
  const zone = textOf(site?.timeZone);
  return {
    screen,
    name: textOf(record?.name),
    site: {
      site: textOf(site?.site),
      name: textOf(site?.name),
      timeZone: isKnownZone(zone) ? zone : 'UTC',
      resetTime: textOf(site?.resetTime),
    },
    board,
    view: textOrNull(record?.view),
    cycleSeconds: Math.max(1, countOf(record?.cycleSeconds, 20)),
    reload: countOf(record?.reload, 0),
    show: parseShow(record?.show),
  };
};
