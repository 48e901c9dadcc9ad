import { useQuery } from '@tanstack/react-query';
import { useLayoutEffect, useRef, useState } from 'react';
import { Header, Menu, MenuItem, MenuSection, Popover } from 'react-aria-components';
import { useServices } from '../app/services.ts';
import type { GridRow } from '../boards/core/feed.ts';
import { offeredQuery } from './actions-api.ts';
import type { MenuPlace } from './actions-context.ts';
import { type ActionContext, offeredActions, rowName } from './core/offered-actions.ts';
import type { OfferedAction } from './core/types.ts';

/** What is offered for one row. What cannot be done now stays in its place, with the reason. */
export const ActionMenu = ({
  site,
  row,
  place,
  context,
  choose,
  close,
}: {
  readonly site: string;
  readonly row: GridRow;
  readonly place: MenuPlace;
  readonly context: ActionContext;
  readonly choose: (action: OfferedAction, reason: string | null) => void;
  readonly close: () => void;
}) => {
  const { api } = useServices();
  const { data: offered, error } = useQuery(offeredQuery(api, site));
  const anchor = useRef<HTMLElement | null>(null);
  const [ready, setReady] = useState(false);
  // The menu stands at the pointer, or at the button; the anchor is in its place before the menu is.
  useLayoutEffect(() => {
    if (place.at === null) anchor.current = place.button;
    setReady(true);
  }, [place]);
  const why =
    offered === undefined
      ? error === null
        ? null
        : error.message
      : offered.connected
        ? null
        : (offered.why ?? 'The site is not connected.');
  const actions = offeredActions(row, context);
  const name = rowName(row, context.hidden);
  return (
    <>
      {place.at === null ? null : (
        <span
          ref={(element) => {
            if (element !== null) anchor.current = element;
          }}
          className="menu-anchor"
          style={{ left: place.at.x, top: place.at.y }}
        />
      )}
      <Popover
        className="popover action-popover"
        aria-label={`Actions: ${name}`}
        triggerRef={anchor}
        isOpen={ready}
        onOpenChange={(open) => (open ? undefined : close())}
        placement={place.at === null ? 'bottom end' : 'bottom start'}
      >
        <Menu
          className="menu"
          aria-label={`Actions: ${name}`}
          autoFocus="first"
          onClose={close}
          onAction={(key) => {
            const action = actions.find(({ id }) => id === key);
            if (action !== undefined) choose(action, why ?? action.reason);
          }}
        >
          <MenuSection>
            <Header className="menu-header">
              <span className="strong">{name}</span>
              {why === null ? null : <span className="tone-warn">{why}</span>}
            </Header>
            {actions.map(({ id, label, reason }) => (
              <MenuItem key={id} id={id} textValue={label} className={`menu-item ${why === null && reason === null ? '' : 'is-off'}`}>
                {label}
                {/* Part of the name: why something cannot be done is heard with it. */}
                {why === null && reason === null ? null : (
                  <span className="menu-reason"> {why === null ? reason : 'not possible now'}</span>
                )}
              </MenuItem>
            ))}
          </MenuSection>
        </Menu>
      </Popover>
    </>
  );
};
