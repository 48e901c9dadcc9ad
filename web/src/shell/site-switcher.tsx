import { use, useMemo, useState } from 'react';
import {
  Button,
  Collection,
  ComboBox,
  ComboBoxStateContext,
  Group,
  Header,
  Input,
  ListBox,
  ListBoxItem,
  ListBoxSection,
  Popover,
} from 'react-aria-components';
import type { Site } from '../api/types.ts';
import { Icon } from '../ui/icons.tsx';
import { findSites, mostSites, siteLabel } from './find-sites.ts';

/** Opens when pressed, but not when the keyboard merely passes by. */
const SiteInput = () => {
  const state = use(ComboBoxStateContext);
  return (
    <Input
      className="combo-input"
      placeholder="Choose a site"
      onFocus={(event) => event.currentTarget.select()}
      onClick={() => state?.open(null, 'manual')}
    />
  );
};

export const SiteSwitcher = ({
  sites,
  current,
  choose,
}: {
  readonly sites: readonly Site[];
  readonly current: Site | undefined;
  readonly choose: (site: string) => void;
}) => {
  const manyCustomers = useMemo(() => new Set(sites.map((site) => site.tenant)).size > 1, [sites]);
  const label = current === undefined ? '' : siteLabel(current, manyCustomers);
  const [typed, setTyped] = useState<string | null>(null);
  const { groups, found } = useMemo(() => findSites(sites, typed ?? ''), [sites, typed]);
  if (sites.length === 1 && current !== undefined) return <span className="site-only">{label}</span>;
  return (
    <ComboBox
      className="site-switcher"
      aria-label="Site"
      allowsEmptyCollection
      items={groups}
      inputValue={typed ?? label}
      onInputChange={(text) => setTyped(text === label ? null : text)}
      value={current?.site ?? null}
      onChange={(key) => {
        setTyped(null);
        if (key !== null && key !== current?.site) choose(String(key));
      }}
      onOpenChange={(open) => {
        if (!open) setTyped(null);
      }}
    >
      <Group className="combo">
        <SiteInput />
        <Button className="combo-button">
          <Icon name="chevron" />
        </Button>
      </Group>
      <Popover className="popover site-list">
        <ListBox<(typeof groups)[number]> className="menu" renderEmptyState={() => <p className="menu-note">No site matches.</p>}>
          {(group) => (
            <ListBoxSection id={`customer ${group.tenant}`}>
              <Header className="menu-header">{group.customerName}</Header>
              <Collection items={group.sites}>
                {(site) => (
                  <ListBoxItem id={site.site} textValue={siteLabel(site, manyCustomers)} className="menu-item">
                    {site.name}
                  </ListBoxItem>
                )}
              </Collection>
            </ListBoxSection>
          )}
        </ListBox>
        {found > mostSites ? (
          <p className="menu-note">
            {mostSites} of {found.toLocaleString('en-GB')} sites; type to narrow.
          </p>
        ) : null}
      </Popover>
    </ComboBox>
  );
};
