import { expect, it } from 'vitest';
import { explainSearchOfTile } from './explain-of-tile.ts';

it("asks for today's figure under the filters of the tile", () => {
  expect(explainSearchOfTile({ statistic: 'callsLost' }, undefined)).toEqual({ statistic: 'callsLost', template: 'site', named: 'today' });
  expect(explainSearchOfTile({ statistic: 'callsLost', template: 'callsByDdi' }, { huntGroup: '2001', agentStatus: ['free'] })).toEqual({
    statistic: 'callsLost',
    template: 'callsByDdi',
    named: 'today',
    filter: '{"huntGroup":"2001"}',
  });
});
