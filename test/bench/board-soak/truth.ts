/** What the API said the figures are, over time: a figure on a screen must be one of those it was shortly before. */
export interface Truth {
  readonly look: () => Promise<void>;
  /** Whether `value` was the figure's at some moment from `from` to `to`, epoch ms; true while nothing was heard of that time. */
  readonly was: (figure: string, value: number, from: number, to: number) => boolean;
  /** Seconds before or after the instant, and the value then, for whoever looks at a difference. */
  readonly around: (figure: string, at: number) => string;
}

interface Look {
  readonly from: number;
  readonly to: number;
  readonly figures: Readonly<Record<string, number>>;
}
const keptMs = 180_000;

export const createTruth = (url: string, token: string): Truth => {
  let looks: Look[] = [];
  return {
    look: async () => {
      const from = Date.now();
      const answer = await fetch(url, { headers: { authorization: `Bearer ${token}` }, signal: AbortSignal.timeout(10_000) }).catch(
        () => null,
      );
      if (answer?.ok !== true) return;
      const { figures } = (await answer.json()) as { readonly figures: Record<string, unknown> };
      const to = Date.now();
      const numbers = Object.entries(figures).filter((entry): entry is [string, number] => typeof entry[1] === 'number');
      looks = [...looks.filter((look) => look.to > to - keptMs), { from, to, figures: Object.fromEntries(numbers) }];
    },
    was: (figure, value, from, to) => {
      // The looks that may tell of the time: those in it, and the neighbours on both sides, as values change between looks.
      const before = looks.findLast((look) => look.to < from);
      const after = looks.find((look) => look.from > to);
      const near = [before, ...looks.filter((look) => look.to >= from && look.from <= to), after].flatMap(
        (look) => look?.figures[figure] ?? [],
      );
      if (near.length < 2) return true;
      // Counts of a day only grow: a value between two looks was the figure's between them.
      return value >= Math.min(...near) && value <= Math.max(...near);
    },
    around: (figure, at) =>
      looks
        .filter(({ from, to }) => to > at - 14_000 && from < at + 4_000)
        .map(({ from, to, figures }) => `${((from - at) / 1_000).toFixed(1)}..${((to - at) / 1_000).toFixed(1)}s ${figures[figure]}`)
        .filter((text, i, all) => text.split('s ')[1] !== all[i - 1]?.split('s ')[1])
        .join(', '),
  };
};
