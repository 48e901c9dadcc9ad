import type { BoardContentInput } from '../../../functions/domain/board.ts';

/** Figures that wallboards usually show; each tile of a board takes the next one. */
const usual = [
  'callsInbound',
  'callsInAnsExternal',
  'callsLost',
  'percentCallsLost',
  'callsOutExternal',
  'callsActive',
  'callsRinging',
  'callsInProgress',
  'longestWaiting',
  'avgTalkTime',
  'serviceLevel',
  'maxRingTime',
  'callsInternal',
  'totalTalkTime',
  'inboundCallRate',
];
const groups = ['', '2000', '2001', '2002', '2003'];

/** A wallboard of twelve tiles, one of them a value from outside; boards differ by their hunt group and their first figure. */
export const boardOf = (i: number, value: string): BoardContentInput => ({
  kind: 'wallboard',
  name: `Wall ${i}`,
  views: [
    {
      id: 'main',
      name: 'Main',
      displayMode: 'uniform',
      colourMode: 'background',
      filter: groups[i % groups.length] === '' ? null : { kind: 'own', spec: { huntGroup: groups[i % groups.length] } },
      tiles: Array.from({ length: 12 }, (_, t) => ({
        id: `t${t}`,
        kind: 'single' as const,
        field:
          t === 11
            ? { source: 'value' as const, value }
            : { source: 'statistic' as const, statistic: usual[(i + t) % usual.length] ?? 'callsInbound' },
      })),
    },
  ],
});

export interface Api {
  readonly ask: (method: string, path: string, body?: unknown) => Promise<unknown>;
}
export const createApi = (api: string, token: string): Api => ({
  ask: async (method, path, body) => {
    const answer = await fetch(`${api}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return text === '' ? null : (JSON.parse(text) as unknown);
  },
});
