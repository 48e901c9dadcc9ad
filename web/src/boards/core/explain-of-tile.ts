import type { ExplainSearch } from '../../figures/core/explain-search.ts';

/** The explanation of a figure of a board: today's, of the report it counts the rows of, under the filters of view and tile. */
export const explainSearchOfTile = (
  { statistic, template = 'site' }: { readonly statistic: string; readonly template?: string | undefined },
  filter: Readonly<Record<string, unknown>> | undefined,
): ExplainSearch => {
  // Statuses pick rows of grids; they narrow no figure.
  const { agentStatus: _agent, deviceStatus: _device, ...narrowing } = filter ?? {};
  return {
    statistic,
    template,
    named: 'today',
    ...(Object.keys(narrowing).length === 0 ? {} : { filter: JSON.stringify(narrowing) }),
  };
};
