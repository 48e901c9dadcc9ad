/**
 * What every relation of rows has, in this order, so that the columns of the catalogue are written once:
 * call_id · key, name · external, inbound, outbound · outside_leg (counts in Calls Outbound (DEE) only) · answered, failed, lost, unreturned ·
 * over_in, over_out, tr_in, tr_out · inferred · started, answered_at, ended (null = goes on) · ring (null = rings still), talk, hold, call_time ·
 * trunk, contact, outside, ddi, code.
 */
export const rowFields = [
  'call_id',
  'key',
  'name',
  'external',
  'inbound',
  'outbound',
  'outside_leg',
  'answered',
  'failed',
  'lost',
  'unreturned',
  'over_in',
  'over_out',
  'tr_in',
  'tr_out',
  'inferred',
  'started',
  'answered_at',
  'ended',
  'ring',
  'talk',
  'hold',
  'call_time',
  'trunk',
  'contact',
  'outside',
  'ddi',
  'code',
] as const;
export type RowField = (typeof rowFields)[number];

/** A SELECT of one relation of rows: an expression for each field. */
export const rowsFrom = (fields: Readonly<Record<RowField, string>>, from: string): string =>
  `SELECT ${rowFields.map((field) => `${fields[field]} AS ${field}`).join(', ')} FROM ${from}`;
