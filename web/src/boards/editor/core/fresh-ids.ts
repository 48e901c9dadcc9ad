import type { BoardContent } from '../../../../../functions/domain/board.ts';

/** The next id of a kind that none of those in use has: `t1`, `t2` … */
export const freshId = (prefix: string, used: Iterable<string>): string => {
  const taken = new Set(used);
  let n = taken.size + 1;
  while (taken.has(`${prefix}${n}`)) n += 1;
  return `${prefix}${n}`;
};

export const freshTileId = ({ views }: BoardContent): string =>
  freshId(
    't',
    views.flatMap(({ tiles }) => tiles.map(({ id }) => id)),
  );
export const freshViewId = ({ views }: BoardContent): string =>
  freshId(
    'v',
    views.map(({ id }) => id),
  );
