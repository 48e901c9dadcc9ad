import { figureId } from '../domain/board.ts';
import { isoOf } from '../domain/public-json.ts';
import type { SiteScope } from '../identity/types.ts';
import { isFactFormula } from '../statistics/formulas.ts';
import type { BoardSeries } from './board-figures-schemas.ts';
import type { BoardFigure } from './core/client-message.ts';
import { type AskedFigure, askedFigure } from './core/site-figures/asked-figure.ts';
import type { FigureSeries } from './core/site-figures/site-figures.ts';
import type { BringFigures } from './figures-keeper.ts';
import type { ShowBoard } from './show-board-port.ts';

/** A graph of a view: its tile and the figure it draws. */
export interface GraphFigure {
  readonly tile: string;
  readonly figure: BoardFigure;
}

/** Graphs of a view with what they draw; one whose statistic is gone is named by the view itself. */
export const graphsOf = ({ shown, figures }: Awaited<ReturnType<ShowBoard>>): readonly GraphFigure[] =>
  shown.view.tiles.flatMap(({ id, kind }) => {
    const figure = kind === 'graph' ? figures.find((one) => one.id === figureId(id, 0)) : undefined;
    return figure === undefined ? [] : [{ tile: id, figure }];
  });

/** However many boards draw it, a series is computed so often; that takes a look at each of the day's calls. */
const keptMs = 60_000;
const keptSeries = 2_000;

interface Kept {
  readonly until: number;
  readonly series: FigureSeries;
}

/** Series of a view's graphs, each computed once a minute whoever asks. */
export const createReadSeries = (deps: { readonly bring: BringFigures; readonly now: () => number }) => {
  const kept = new Map<string, Kept>();
  return async (scope: SiteScope, graphs: readonly GraphFigure[]): Promise<BoardSeries> => {
    const now = deps.now();
    const faults: { tile: string; detail: string }[] = [];
    const asked = graphs.flatMap(({ tile, figure: { id: _id, ...spec } }): { tile: string; figure: AskedFigure }[] => {
      const figure = askedFigure(spec);
      if ('faults' in figure) {
        faults.push({ tile, detail: figure.faults.map(({ detail }) => detail).join(' ') });
        return [];
      }
      if (isFactFormula(figure.formula)) return [{ tile, figure }];
      faults.push({ tile, detail: `${figure.statistic.name} is a figure of this moment: it cannot be drawn over the day.` });
      return [];
    });
    const keyOf = ({ key }: AskedFigure): string => `${scope.tenant} ${scope.site} ${key}`;
    const due = asked.filter(({ figure }) => (kept.get(keyOf(figure))?.until ?? 0) <= now).map(({ figure }) => figure);
    if (due.length > 0) {
      const { figures } = await deps.bring(scope, [], 'all');
      const series = figures.series(due, now);
      if (kept.size > keptSeries) kept.clear();
      for (const figure of due) kept.set(keyOf(figure), { until: now + keptMs, series });
    }
    const found = asked.flatMap(({ tile, figure }) => {
      const one = kept.get(keyOf(figure))?.series;
      return one === undefined ? [] : [{ tile, one, values: one.values.get(figure.key) ?? [] }];
    });
    return {
      asOf: isoOf(Math.min(now, ...found.map(({ one }) => one.asOf))),
      series: Object.fromEntries(
        found.map(({ tile, one, values }) => [
          tile,
          { from: isoOf(one.from), periodMs: one.periodMs, values: values.map((value) => (typeof value === 'number' ? value : null)) },
        ]),
      ),
      faults,
    };
  };
};
