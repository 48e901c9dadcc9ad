import { use, useEffect, useRef } from 'react';
import type { GridRow } from '../boards/core/feed.ts';
import { Icon } from '../ui/icons.tsx';
import { ActionsContext } from './actions-context.ts';
import './actions.css';

const rowSelector = '[data-row], tr, [role="row"], li';

/**
 * The button at the end of a row that opens its menu (L2285). The row it stands in opens the same menu by the right button of the mouse, and
 * by a click on its state.
 */
export const RowMenuButton = ({ row, label }: { readonly row: GridRow; readonly label: string }) => {
  const actions = use(ActionsContext);
  const button = useRef<HTMLButtonElement>(null);
  const latest = useRef({ actions, row });
  useEffect(() => {
    latest.current = { actions, row };
  });
  useEffect(() => {
    const own = button.current;
    const place = own?.closest<HTMLElement>(rowSelector) ?? null;
    if (own === null || place === null) return;
    const open = (event: MouseEvent): void => {
      event.preventDefault();
      latest.current.actions?.openMenu(latest.current.row, { button: own, at: { x: event.clientX, y: event.clientY } });
    };
    const onState = (event: MouseEvent): void => {
      if (event.target instanceof Element && event.target.closest('.state, [data-state-icon]') !== null) open(event);
    };
    place.classList.add('has-row-menu');
    place.addEventListener('contextmenu', open);
    place.addEventListener('click', onState);
    return () => {
      place.classList.remove('has-row-menu');
      place.removeEventListener('contextmenu', open);
      place.removeEventListener('click', onState);
    };
  }, []);
  if (actions === null) return null;
  return (
    <button
      ref={button}
      type="button"
      className="button row-menu"
      aria-label={`Actions: ${label}`}
      aria-haspopup="menu"
      onClick={(event) => {
        event.stopPropagation();
        actions.openMenu(row, { button: event.currentTarget, at: null });
      }}
    >
      <Icon name="more" />
    </button>
  );
};
