import type { GridKind } from '../../domain/board.ts';
import { findStatistic, findTemplate, type Statistic } from '../../statistics/catalogue.ts';
import { isFigureFormula } from '../../statistics/formulas.ts';

export interface FigureFault {
  readonly part: 'statistic' | 'template';
  readonly detail: string;
}

/** Why a statistic cannot stand on a board with the rows of a template; null = it can. The rules of the live figures. */
export const figureFault = (id: string, templateId: string | undefined): FigureFault | null => {
  const statistic = findStatistic(id);
  if (statistic === null) return { part: 'statistic', detail: `there is no statistic "${id}"` };
  if (!statistic.live || !isFigureFormula(statistic.formula))
    return { part: 'statistic', detail: `"${statistic.name}" cannot be shown live; it belongs to reports` };
  const template = findTemplate(templateId ?? 'site');
  if (template === null || template.kind !== 'grouped') return { part: 'template', detail: `there is no grouped report "${templateId}"` };
  if (statistic.templates.length > 0 && !statistic.templates.includes(template.id))
    return {
      part: 'template',
      detail: `"${statistic.name}" is not offered by ${template.name}; give one of ${statistic.templates.join(', ')}`,
    };
  return null;
};

/** Reports whose rows are the rows of a grid; a call has none. */
const rowTemplates = {
  agents: 'callsByAgent',
  extensions: 'callsByExtension',
  trunks: 'callsByTrunk',
  calls: null,
} as const satisfies Record<GridKind, string | null>;
/** The field of a filter that picks one row of a grid. */
export const rowFields = { agents: 'agent', extensions: 'extension', trunks: 'trunk', calls: null } as const satisfies Record<
  GridKind,
  string | null
>;

/**
 * The template under which a grid's column counts for one row: the report by agent, extension or trunk; for statistics that no report offers
 * (calls there are now, rates) the site's, narrowed to the row: calls the agent has to do with.
 */
export const rowTemplate = (grid: GridKind, statistic: Pick<Statistic, 'templates'>): string | null =>
  statistic.templates.length === 0 && rowTemplates[grid] !== null ? 'site' : rowTemplates[grid];

/** Why a statistic cannot be a column of a grid; null = it can. */
export const columnFault = (grid: GridKind, id: string): string | null => {
  if (rowTemplates[grid] === null) return 'columns of a call grid are properties of the call; statistics count more than one call';
  const statistic = findStatistic(id);
  if (statistic === null) return `there is no statistic "${id}"`;
  return figureFault(id, rowTemplate(grid, statistic) ?? undefined)?.detail ?? null;
};
