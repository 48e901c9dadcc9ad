import { isoOf } from '../domain/public-json.ts';
import type { SiteScope } from '../identity/types.ts';
import { counted } from '../runtime/counted.ts';
import { ProblemError } from '../runtime/problem.ts';
import { explainPath } from '../statistics/catalogue.ts';
import { readBoard } from './core/site-figures/board.ts';
import { shownReading } from './core/site-figures/shown-reading.ts';
import type { BringFigures } from './figures-keeper.ts';
import type { PublicFigures } from './public-schemas.ts';

/** Figures as of now, by the clock of the platform: a new statistics day begins also where nothing happens. @throws ProblemError `bad-request` */
export const createReadFigures =
  (deps: { readonly bring: BringFigures; readonly now: () => number }) =>
  async (scope: SiteScope, statistics: readonly string[], template: string, filter: unknown): Promise<PublicFigures> => {
    const read = readBoard(statistics.map((statistic) => ({ id: statistic, statistic, template, filter })));
    if ('faults' in read) {
      const errors = read.faults.map(({ index, field, detail }) => ({
        pointer: field === 'statistic' ? `#/statistics/${index}` : `#/${field}`,
        detail,
        in: 'query' as const,
      }));
      const different = errors.filter((error, i) => errors.findIndex(({ detail }) => detail === error.detail) === i);
      throw new ProblemError('bad-request', `${counted(different.length, 'thing is', 'things are')} wrong with these figures.`, {
        errors: different,
      });
    }
    const asked = read.board.map(({ figure }) => figure);
    const { figures, n } = await deps.bring(scope, asked, 'all');
    const reading = figures.read(asked, deps.now());
    const shown = shownReading(reading);
    return {
      site: scope.site,
      n,
      asOf: isoOf(shown.asOf),
      day: { day: reading.day.day, start: isoOf(reading.day.start), end: isoOf(reading.day.end) },
      figures: asked.map((figure) => ({
        statistic: figure.statistic.id,
        template: figure.template.id,
        ...shown.figureOf(figure),
        explain: explainPath({
          site: scope.site,
          statistic: figure.statistic.id,
          template: figure.template.id,
          range: { named: 'today' },
          filter: figure.filterSpec,
          dailyWindow: null,
          format: null,
        }),
      })),
      incomplete: shown.gaps.length > 0,
      gaps: [...shown.gaps],
    };
  };
