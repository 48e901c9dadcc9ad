import { dayMs, hourMs, type LakeTableName } from '../constants.ts';

/** Stretch of time in epoch ms, end exclusive. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}
/** A stretch of whole hours whose figures changed after they could have been read, and when. */
export interface Restated extends Stretch {
  readonly at: number;
}

/** `2026-03-02T09` */
export type Hour = string;
export const hourOf = (at: number): Hour => new Date(at).toISOString().slice(0, 13);
export const hourStart = (hour: Hour): number => Date.parse(`${hour}:00:00.000Z`);
export const dateOf = (at: number): string => new Date(at).toISOString().slice(0, 10);
export const dateStart = (date: string): number => Date.parse(`${date}T00:00:00.000Z`);
export const dateOfHour = (hour: Hour): string => hour.slice(0, 10);

/** UTC dates that [from, to) touches. */
export const datesBetween = (from: number, to: number): readonly string[] => {
  if (to <= from) return [];
  const first = dateStart(dateOf(from));
  return Array.from({ length: Math.ceil((to - first) / dayMs) }, (_, i) => dateOf(first + i * dayMs));
};

export const touches = (hour: Hour, from: number, to: number): boolean => hourStart(hour) < to && hourStart(hour) + hourMs > from;

export const emptyTables = <T>(): Record<LakeTableName, T[]> => ({ calls: [], segments: [], facts: [], status: [] });
