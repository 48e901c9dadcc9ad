import type { ConfiguredDevice, SiteConfig } from '../../domain/site-config.ts';
import { deviceVisible, type UnitMembers } from '../../domain/unit-members.ts';
import type { TemplateId } from '../../statistics/catalogue.ts';
import type { Column } from '../../statistics/facts.ts';

const types: Partial<Record<TemplateId, readonly ConfiguredDevice['type'][]>> = {
  agentList: ['agent'],
  ddiList: ['ddi'],
  deviceList: ['extension', 'application'],
  trunkList: ['trunk'],
};

type ConfigRow = Pick<ConfiguredDevice, 'number' | 'name' | 'node'>;
export const configColumns: readonly Column<keyof ConfigRow>[] = [
  { name: 'number', type: 'VARCHAR' },
  { name: 'name', type: 'VARCHAR' },
  { name: 'node', type: 'VARCHAR' },
];

/** What a configuration list shows (manual 12.3), by number: in order of size where both are digits. */
export const configRows = (config: SiteConfig, template: TemplateId, members: UnitMembers | null, now: number): readonly ConfigRow[] => {
  const wanted = types[template] ?? [];
  const numbers = new Intl.Collator('en', { numeric: true });
  return config.devices
    .filter((device) => wanted.includes(device.type) && (members === null || deviceVisible(members, device, now)))
    .map(({ number, name, node }) => ({ number, name, node }))
    .sort((a, b) => numbers.compare(a.number, b.number));
};
