import { type BoardContent, boardContentSchema } from '../../../../../functions/domain/board.ts';
import type { Fault } from '../../../api/client.ts';

const step = (part: PropertyKey): string => String(part).replaceAll('~', '~0').replaceAll('/', '~1');

/** What keeps the content from being saved, each where it stands: `#/views/0/tiles/2/target`. */
export const computeFaults = (content: BoardContent): readonly Fault[] => {
  const { error } = boardContentSchema.safeParse(content);
  return (error?.issues ?? []).map(({ path, message }) => ({ pointer: `#/${path.map(step).join('/')}`, detail: message }));
};

/** Faults of the API point into its request: `#/content/views/…` is where the content's `#/views/…` is. */
export const placeInContent = (faults: readonly Fault[]): readonly Fault[] =>
  faults.map(({ pointer, detail }) => ({ pointer: pointer.replace(/^#?\/content(?=\/|$)/, '#'), detail }));

/** Those at a place or below it; the pointers then begin there. */
export const faultsBelow = (faults: readonly Fault[], place: string): readonly Fault[] =>
  faults.flatMap(({ pointer, detail }) =>
    pointer === place || pointer.startsWith(`${place}/`) ? [{ pointer: `#${pointer.slice(place.length)}`, detail }] : [],
  );

/** What is wrong at exactly this place or below it, in one text; undefined = nothing. */
export const faultAt = (faults: readonly Fault[], place: string): string | undefined => {
  const found = faultsBelow(faults, place).map(({ detail }) => detail);
  return found.length === 0 ? undefined : [...new Set(found)].map((text) => text.charAt(0).toUpperCase() + text.slice(1)).join('. ');
};

export const tilePointer = (content: BoardContent, view: string, tile: string): string => {
  const v = content.views.findIndex(({ id }) => id === view);
  const t = content.views[v]?.tiles.findIndex(({ id }) => id === tile) ?? -1;
  return `#/views/${v}/tiles/${t}`;
};

/** The view and tile a fault belongs to, so that it can be gone to. */
export const placeOfFault = (content: BoardContent, { pointer }: Fault): { readonly view: string | null; readonly tile: string | null } => {
  const [, v, t] = /^#\/views\/(\d+)(?:\/tiles\/(\d+))?/.exec(pointer) ?? [];
  const view = v === undefined ? undefined : content.views[Number(v)];
  return { view: view?.id ?? null, tile: (t === undefined ? undefined : view?.tiles[Number(t)]?.id) ?? null };
};
