import type { Fact } from '../types/fact.ts';
import type { Population } from '../types/formula.ts';
import { createDirty } from './dirty.ts';
import { createExtreme, type Extreme } from './extreme.ts';
import type { FactNumber, Part } from './formula-parts.ts';
import type { PopulationTable } from './population-table.ts';

/** Parts of figures over facts, each kept once however many figures are made of it. */
export interface FactCells {
  /** Keeps a part over rows that are in `scope` too, for the figure of that number; gives its present value. */
  readonly keep: (part: Part, scope: Population, figure: number) => () => number | null;
  readonly change: (fact: Fact, unreturned: boolean, by: 1 | -1) => void;
  /** Figures of which a part changed since last asked; one may come more than once. */
  readonly touched: () => readonly number[];
  readonly clear: () => void;
}

interface Cell {
  readonly index: number;
  /** Null = the cell counts rows. */
  readonly field: FactNumber | null;
  readonly figures: number[];
  summed: boolean;
  count: number;
  sum: number;
  min: Extreme | null;
  max: Extreme | null;
}

const changeCell = (cell: Cell, value: number, by: 1 | -1): void => {
  cell.count += by;
  if (cell.summed) cell.sum += value * by;
  if (by === 1) {
    cell.min?.add(value);
    cell.max?.add(value);
  } else {
    cell.min?.remove(value);
    cell.max?.remove(value);
  }
};

const readerOf = (cell: Cell, kind: Part['kind']): (() => number | null) => {
  switch (kind) {
    case 'rows':
    case 'known':
      return () => cell.count;
    case 'sum':
      cell.summed = true;
      return () => cell.sum;
    case 'min':
      cell.min ??= createExtreme('min');
      return () => cell.min?.peek() ?? null;
    case 'max':
      cell.max ??= createExtreme('max');
      return () => cell.max?.peek() ?? null;
  }
};

export const createFactCells = (table: PopulationTable): FactCells => {
  const cells: Cell[] = [];
  const byPopulation = new Map<number, Cell[]>();
  let groups: { readonly population: number; readonly cells: readonly Cell[] }[] = [];
  const dirty = createDirty();

  const cellOf = (population: number, field: FactNumber | null): Cell => {
    const siblings = byPopulation.get(population) ?? [];
    const known = siblings.find((cell) => cell.field === field);
    if (known !== undefined) return known;
    const cell: Cell = { index: cells.length, field, figures: [], summed: false, count: 0, sum: 0, min: null, max: null };
    cells.push(cell);
    byPopulation.set(population, [...siblings, cell]);
    groups = [...byPopulation].map(([number, list]) => ({ population: number, cells: list }));
    return cell;
  };

  return {
    keep: (part, scope, figure) => {
      const cell = cellOf(table.register([...scope, ...part.of]), part.kind === 'rows' ? null : part.field);
      cell.figures.push(figure);
      return readerOf(cell, part.kind);
    },
    change: (fact, unreturned, by) => {
      table.load(fact, unreturned);
      const inside = table.inside();
      for (const group of groups) {
        if (inside[group.population] === 0) continue;
        for (const cell of group.cells) {
          const value = cell.field === null ? 0 : fact[cell.field];
          if (value === null) continue;
          changeCell(cell, value, by);
          dirty.mark(cell.index);
        }
      }
    },
    touched: () => dirty.take().flatMap((index) => cells[index]?.figures ?? []),
    clear: () => {
      for (const cell of cells) {
        cell.count = 0;
        cell.sum = 0;
        cell.min?.clear();
        cell.max?.clear();
        dirty.mark(cell.index);
      }
    },
  };
};
