import { useCallback, useState } from 'react';

/** Which tile is selected, and of which the properties are open. */
export const useOpenedTile = () => {
  const [selected, select] = useState<string | null>(null);
  const [opened, open] = useState<string | null>(null);
  const show = (tile: string): void => {
    select(tile);
    open(tile);
  };
  return {
    selected,
    opened,
    select,
    /** Opens the properties of a tile. */
    show,
    /** Shows a tile that was pressed: where its properties come up from below, the board must stay in sight above them. */
    showPressed: (tile: string): void => {
      show(tile);
      if (matchMedia('(width < 1000px)').matches) document.querySelector('.edit-room')?.scrollIntoView();
    },
    /** Closes the properties, and gives the focus back to the tile. */
    close: (): void => {
      open(null);
      requestAnimationFrame(() => document.querySelector<HTMLElement>(`[data-tile="${opened}"]`)?.focus());
    },
    /** The tiles are others now. */
    shut: useCallback((): void => open(null), []),
    clear: useCallback((): void => {
      select(null);
      open(null);
    }, []),
  };
};
