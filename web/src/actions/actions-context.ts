import { createContext } from 'react';
import type { GridRow } from '../boards/core/feed.ts';

export interface MenuPlace {
  /** Gets the focus back when the menu closes. */
  readonly button: HTMLElement;
  /** Where the pointer was, in the window; null = at the button. */
  readonly at: { readonly x: number; readonly y: number } | null;
}

export interface Actions {
  readonly openMenu: (row: GridRow, place: MenuPlace) => void;
}

/** Null where nobody can act: outside a site, on a wall screen, without the right. */
export const ActionsContext = createContext<Actions | null>(null);
