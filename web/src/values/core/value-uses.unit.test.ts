import { expect, it } from 'vitest';
import { boardContentSchema } from '../../../../functions/domain/board.ts';
import { usesOf } from './value-uses.ts';

it('knows which boards show a value, in whatever tile', () => {
  const value = (id: string) => ({ source: 'value', value: id });
  const board = (name: string, tiles: readonly unknown[]) =>
    boardContentSchema.parse({
      kind: 'dashboard',
      name,
      views: [{ id: 'v1', name: 'One', displayMode: 'uniform', colourMode: 'none', tiles }],
    });
  const boards = [
    { id: 'b1', content: board('Wall', [{ kind: 'single', id: 't1', field: value('variable:target') }]) },
    {
      id: 'b2',
      content: board('Desk', [
        { kind: 'multi', id: 't1', fields: [value('variable:target'), value('external:crm:open')] },
        { kind: 'single', id: 't2', field: { source: 'statistic', statistic: 'calls' } },
      ]),
    },
  ];
  expect([...usesOf(boards)]).toEqual([
    [
      'variable:target',
      [
        { board: 'b1', name: 'Wall' },
        { board: 'b2', name: 'Desk' },
      ],
    ],
    ['external:crm:open', [{ board: 'b2', name: 'Desk' }]],
  ]);
});
