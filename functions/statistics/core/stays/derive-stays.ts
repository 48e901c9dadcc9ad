import type { Gap } from '../../../domain/engine-output.ts';
import { epochMs } from '../../../domain/ids.ts';
import type { StatusRow } from '../../../domain/segment.ts';
import type { Stay, StaySubject } from '../types/stay.ts';
import { agentPoints } from './agent-points.ts';
import { cutRuns, type Piece } from './cut-runs.ts';
import { extensionPoints } from './extension-points.ts';
import { type Point, runsOf } from './runs.ts';
import { stopsOf } from './stops.ts';

/** Who had a number at an instant; null = nobody. */
export type UserAt = (kind: StaySubject, number: string, at: number) => { readonly id: string; readonly name: string | null } | null;

const nobody: UserAt = () => null;

export const toStay = (siteId: string, subject: StaySubject, number: string, piece: Piece, userAt: UserAt): Stay => {
  const { held, from, to, entry, messageOnly, exit, name } = piece;
  const user = userAt(subject, number, from);
  return {
    stayId: [siteId, subject, number, held.state, held.dndNumber ?? '', from.toString(36)].join('/'),
    siteId,
    subject,
    number,
    name,
    userId: user?.id ?? null,
    userName: user?.name ?? null,
    state: held.state,
    dndNumber: held.dndNumber,
    startedAt: epochMs(from),
    endedAt: to === null ? null : epochMs(to),
    entry,
    messageOnly,
    exit,
  };
};

const groupBy = (rows: readonly StatusRow[], keyOf: (row: StatusRow) => string | null): ReadonlyMap<string, readonly StatusRow[]> => {
  const groups = new Map<string, StatusRow[]>();
  for (const row of rows) {
    const key = keyOf(row);
    if (key === null) continue;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  return groups;
};

/** Do not disturb of each phone at an instant, changes of that instant included. */
const phoneDndOf = (phones: ReadonlyMap<string, readonly Point[]>) => (extension: string, at: number) => {
  const held = phones.get(extension)?.findLast((point) => point.at <= at)?.held ?? null;
  return held === null ? null : { number: held.dndNumber };
};

/**
 * How long agents were on duty and in each state, and how long extensions were in do not disturb (rule set 1 §8.16-18). `rows` of one
 * site in any order, doubled or not, those carried over at a day's reset among them: they open a state without an entry. Outages stop
 * every clock of the site, as status rows do not say through which link or node they came. A row of an agent that was never seen logging
 * on means that the log-on was before. By subject and start; never throws.
 */
export const deriveStays = (rows: readonly StatusRow[], gaps: readonly Gap[], userAt: UserAt = nobody): readonly Stay[] => {
  const siteId = rows[0]?.siteId ?? '';
  const stops = stopsOf(gaps);
  const stays = (subject: StaySubject, number: string, points: readonly Point[]): readonly Stay[] =>
    cutRuns(runsOf(points), stops).map((piece) => toStay(siteId, subject, number, piece, userAt));
  const ofPhones = groupBy(rows, (row) => (row.kind === 'dnd' ? row.extension : null));
  const phones = new Map([...ofPhones].map(([number, own]) => [number, extensionPoints(own)]));
  const ofAgents = groupBy(rows, (row) => (row.kind === 'acd' ? row.agent : null));
  const phoneDnd = phoneDndOf(phones);
  const all = [
    ...[...ofAgents].flatMap(([agent, own]) => {
      const { duty, activity } = agentPoints(own, phoneDnd);
      return [...stays('agent', agent, duty), ...stays('agent', agent, activity)];
    }),
    ...[...phones].flatMap(([number, points]) => stays('extension', number, points)),
  ];
  const text = (stay: Stay): string => `${stay.subject} ${stay.number}`;
  return all.sort(
    (a, b) => (text(a) < text(b) ? -1 : text(a) > text(b) ? 1 : 0) || a.startedAt - b.startedAt || (a.stayId < b.stayId ? -1 : 1),
  );
};
