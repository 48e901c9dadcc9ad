import { useQuery } from '@tanstack/react-query';
import { Button, Header, Menu, MenuItem, MenuSection, MenuTrigger, Popover } from 'react-aria-components';
import { meQuery } from '../api/queries.ts';
import { roleWords } from '../api/types.ts';
import { useServices } from '../app/services.ts';
import { Icon } from '../ui/icons.tsx';

export const UserMenu = () => {
  const { api, session } = useServices();
  const { data: me } = useQuery(meQuery(api));
  const name = me?.name ?? 'Account';
  return (
    <MenuTrigger>
      <Button className="button icon-button user-button" aria-label={`User menu: ${name}`}>
        <Icon name="person" />
        <span className="user-name">{name}</span>
      </Button>
      <Popover className="popover" placement="bottom end">
        <Menu className="menu" aria-label="User menu" onAction={(key) => (key === 'out' ? void session.logOut() : undefined)}>
          <MenuSection>
            <Header className="menu-header">
              <span className="strong">{name}</span>
              {me === undefined || me.email === '' ? null : <span className="muted">{me.email}</span>}
              {me?.role == null ? null : <span className="muted">{roleWords[me.role]}</span>}
            </Header>
            <MenuItem id="out" className="menu-item">
              Log out
            </MenuItem>
          </MenuSection>
        </Menu>
      </Popover>
    </MenuTrigger>
  );
};
