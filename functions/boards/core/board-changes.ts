import type { BoardContent } from '../../domain/board.ts';

/** As the audit takes it; undefined = not there. */
export interface BoardChange {
  readonly path: string;
  readonly before: unknown;
  readonly after: unknown;
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** What differs, named by view and tile; a tile is one change, as its parts mean something together only. */
export const boardChanges = (before: BoardContent | null, after: BoardContent | null): readonly BoardChange[] => {
  const parts = (content: BoardContent | null): ReadonlyMap<string, unknown> => {
    const found = new Map<string, unknown>();
    if (content === null) return found;
    found.set('/name', content.name).set('/kind', content.kind);
    for (const { tiles, ...view } of content.views) {
      found.set(`/views/${view.id}`, view);
      for (const tile of tiles) found.set(`/views/${view.id}/tiles/${tile.id}`, tile);
    }
    found.set('/order', content.views.map(({ id, tiles }) => `${id}: ${tiles.map((tile) => tile.id).join(' ')}`).join('; '));
    return found;
  };
  const [old, fresh] = [parts(before), parts(after)];
  const changes = [...new Set([...old.keys(), ...fresh.keys()])].flatMap((path) =>
    same(old.get(path), fresh.get(path)) ? [] : [{ path, before: old.get(path), after: fresh.get(path) }],
  );
  // Tiles that come or go change the order as well; that is said already.
  const moved = changes.length === 1 && changes[0]?.path === '/order';
  return moved
    ? changes
    : changes.filter(({ path }) => path !== '/order' || changes.every((one) => one.before !== undefined && one.after !== undefined));
};
