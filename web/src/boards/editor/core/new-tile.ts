import type { Colours, Field, GridKind, Tile } from '../../../../../functions/domain/board.ts';
import { usualColumns } from './grid-words.ts';
import type { TileChoice } from './tile-kinds.ts';

const gridOf = (choice: TileChoice): GridKind =>
  choice === 'grid:calls' ? 'calls' : choice === 'grid:extensions' ? 'extensions' : choice === 'grid:trunks' ? 'trunks' : 'agents';

/** Kinds that begin with a field somebody picks. */
export const needsField = (choice: TileChoice): boolean =>
  choice === 'single' || choice === 'gauge' || choice === 'multi' || choice === 'ticker' || choice === 'graph';

/**
 * A tile of the kind chosen, ready to be shown. `fields` are the ones picked, one at least where `needsField`; `target` is what a gauge
 * begins with, in the unit of the field.
 */
export const newTile = (
  choice: TileChoice,
  id: string,
  colours: Colours,
  given: { readonly fields: readonly Field[]; readonly wallboard: boolean; readonly target: number },
): Tile => {
  const parts = { id, title: null, place: null, colours };
  const data = { ...parts, filter: null, filterMode: 'combine' as const, alarms: [] };
  const [field] = given.fields;
  const first: Field = field ?? { source: 'statistic', statistic: 'callsIn', title: null, foreground: null };
  const fields = given.fields.length > 0 ? [...given.fields] : [first];
  switch (choice) {
    case 'single':
      return { kind: 'single', ...data, field: first, appearance: 'text', target: null };
    case 'gauge':
      return { kind: 'single', ...data, field: first, appearance: 'gauge', target: given.target };
    case 'multi':
      return { kind: 'multi', ...data, fields, appearance: given.wallboard ? 'cycle' : 'list', cycleSeconds: 5 };
    case 'ticker':
      return { kind: 'ticker', ...data, fields, location: 'bottom', size: 'normal', speed: 'normal' };
    case 'graph':
      return { kind: 'graph', ...data, field: first, appearance: 'line' };
    case 'serviceLevel':
      return { kind: 'serviceLevel', ...data, formula: 'site', target: 0.8 };
    case 'worklist':
      return { kind: 'worklist', ...data, rows: 10 };
    case 'queues':
      return { kind: 'queues', ...data, huntGroups: [] };
    case 'media':
      return { kind: 'media', ...parts, content: 'image', from: { kind: 'address', url: '' }, sound: false, fit: 'contain' };
    case 'grid:agents':
    case 'grid:calls':
    case 'grid:extensions':
    case 'grid:trunks': {
      const grid = gridOf(choice);
      const columns = usualColumns[grid].map((property) => ({ source: 'property' as const, property, title: null }));
      return { kind: 'grid', ...data, grid, columns, sort: null, hideAbsent: false };
    }
  }
};
