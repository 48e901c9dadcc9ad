import { useSyncExternalStore } from 'react';
import { Button, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import { Icon } from '../ui/icons.tsx';
import { readStored, writeStored } from '../ui/stored.ts';

type Theme = 'system' | 'light' | 'dark';
const names: Readonly<Record<Theme, string>> = { system: 'As the system', light: 'Light', dark: 'Dark' };
const isTheme = (value: unknown): value is Theme => value === 'system' || value === 'light' || value === 'dark';

let theme: Theme = 'system';
const listeners = new Set<() => void>();
const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** `public/theme.js` did this before the first paint; here the same for a change. */
const choose = (next: Theme): void => {
  theme = next;
  writeStored('trunkline.theme', next);
  if (next === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = next;
  for (const listener of listeners) listener();
};

const stored = readStored('trunkline.theme');
if (isTheme(stored)) theme = stored;

export const ThemeSwitch = () => {
  const chosen = useSyncExternalStore(subscribe, () => theme);
  return (
    <MenuTrigger>
      <Button className="button icon-button" aria-label={`Theme: ${names[chosen]}`}>
        <Icon name="theme" />
      </Button>
      <Popover className="popover" placement="bottom end">
        <Menu
          className="menu"
          aria-label="Theme"
          selectionMode="single"
          selectedKeys={[chosen]}
          disallowEmptySelection
          onSelectionChange={(keys) => {
            const [key] = keys === 'all' ? [] : [...keys];
            if (isTheme(key)) choose(key);
          }}
        >
          {(Object.keys(names) as Theme[]).map((key) => (
            <MenuItem key={key} id={key} className="menu-item">
              {names[key]}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
};
