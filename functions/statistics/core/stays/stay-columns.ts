import type { Column, ColumnType } from '../facts/columns.ts';
import type { Stay } from '../types/stay.ts';

const types = {
  stayId: 'VARCHAR',
  siteId: 'VARCHAR',
  subject: 'VARCHAR',
  number: 'VARCHAR',
  name: 'VARCHAR',
  userId: 'VARCHAR',
  userName: 'VARCHAR',
  state: 'VARCHAR',
  dndNumber: 'INTEGER',
  startedAt: 'BIGINT',
  endedAt: 'BIGINT',
  entry: 'BOOLEAN',
  messageOnly: 'BOOLEAN',
  exit: 'BOOLEAN',
} as const satisfies Record<keyof Stay, ColumnType>;

/** Columns of stays, in order; instants as epoch ms. */
export const stayColumns: readonly Column<keyof Stay>[] = Object.entries(types).map(([name, type]) => ({
  name: name as keyof Stay,
  type,
}));
