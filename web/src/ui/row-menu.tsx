import { Button, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import { Icon } from './icons.tsx';

/** What can be done to one row of a list, behind a button; nothing is drawn when nothing can be. */
export const RowMenu = <Id extends string>({
  name,
  offered,
  choose,
}: {
  /** Of what the row tells of. */
  readonly name: string;
  readonly offered: readonly (readonly [id: Id, words: string])[];
  readonly choose: (id: Id) => void;
}) =>
  offered.length === 0 ? null : (
    <MenuTrigger>
      <Button className="button row-menu" aria-label={`More: ${name}`}>
        <Icon name="more" />
      </Button>
      <Popover className="popover" placement="bottom end">
        <Menu
          className="menu"
          aria-label={name}
          onAction={(key) => {
            const chosen = offered.find(([id]) => id === key)?.[0];
            if (chosen !== undefined) choose(chosen);
          }}
        >
          {offered.map(([id, words]) => (
            <MenuItem key={id} id={id} className="menu-item">
              {words}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
