import { type SiteConfig, siteConfigSchema } from '../../domain/site-config.ts';
import { editAssignments } from './assignment-edits.ts';
import type { ConfigEdit, ConfigEditOf } from './config-edits.ts';
import { EditError } from './edit-error.ts';

export interface EditFault {
  /** Place of the edit in the list. */
  readonly index: number;
  readonly detail: string;
}
export interface EditResult {
  /** As far as the edits could be made. */
  readonly config: SiteConfig;
  readonly faults: readonly EditFault[];
}

type Named = { readonly id: string };
type Device = SiteConfig['devices'][number];

/** Only the fields that are named; undefined is not a value. */
const named = (set: object): object => Object.fromEntries(Object.entries(set).filter(([, value]) => value !== undefined));

const replace = <T>(list: readonly T[], at: number, change: (element: T) => T): T[] =>
  list.map((element, i) => (i === at ? change(element) : element));

const placeOf = (list: readonly Named[], id: string, what: string): number => {
  const at = list.findIndex((element) => element.id === id);
  if (at < 0) throw new EditError(`There is no ${what} "${id}".`);
  return at;
};

/** A readable id that nobody has: `Front desk` is `front-desk`, the next one `front-desk-2`. */
const freeId = (name: string, taken: readonly Named[], fallback: string): string => {
  const slug = name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 60);
  const base = slug === '' ? fallback : slug;
  const ids = new Set(taken.map(({ id }) => id));
  if (!ids.has(base)) return base;
  // Begins behind those of the same name: an import of thousands must not count from two for each.
  let n = taken.filter(({ id }) => id === base || id.startsWith(`${base}-`)).length + 1;
  while (ids.has(`${base}-${n}`)) n += 1;
  return `${base}-${n}`;
};

const newId = (edit: { readonly id?: string | undefined; readonly name: string }, taken: readonly Named[], what: string): string => {
  if (edit.id === undefined) return freeId(edit.name, taken, what);
  if (taken.some(({ id }) => id === edit.id)) throw new EditError(`There is already a ${what} "${edit.id}": choose another id.`);
  return edit.id;
};

type DeviceEdit = ConfigEditOf<'addDevice' | 'changeDevice' | 'removeDevice'>;
const deviceAt = (devices: readonly Device[], { type, number, node }: DeviceEdit): number => {
  const at = devices.flatMap((device, i) =>
    device.type === type && device.number === number && (node === undefined || device.node === node) ? [i] : [],
  );
  const [first] = at;
  if (first === undefined) throw new EditError(`There is no device ${type} ${number}.`);
  if (at.length > 1) throw new EditError(`Several nodes have a device ${type} ${number}: name the node.`);
  return first;
};

const editDevice = (devices: readonly Device[], edit: DeviceEdit): Device[] => {
  switch (edit.edit) {
    case 'addDevice': {
      const { edit: _edit, ...fields } = edit;
      return [...devices, ...siteConfigSchema.shape.devices.parse([named(fields)])];
    }
    case 'changeDevice':
      return replace(devices, deviceAt(devices, edit), (device) => ({ ...device, ...named(edit.set) }));
    case 'removeDevice': {
      const at = deviceAt(devices, edit);
      return devices.filter((_, i) => i !== at);
    }
  }
};

const deleteUnit = (config: SiteConfig, id: string): SiteConfig => {
  const at = placeOf(config.businessUnits, id, 'business unit');
  const inside = [
    ...config.businessUnits.filter(({ parent }) => parent === id).map((unit) => `business unit "${unit.name}"`),
    ...config.users.filter((user) => user.deletedAt === null && user.businessUnit === id).map((user) => `user "${user.name}"`),
    ...config.devices.filter(({ businessUnit }) => businessUnit === id).map((device) => `${device.type} ${device.number}`),
  ];
  if (inside.length > 0) {
    const more = inside.length > 3 ? ` and ${inside.length - 3} more` : '';
    throw new EditError(`Only an empty business unit can be deleted; in it are ${inside.slice(0, 3).join(', ')}${more}: move them first.`);
  }
  return { ...config, businessUnits: config.businessUnits.filter((_, i) => i !== at) };
};

const editOne = (config: SiteConfig, edit: ConfigEdit, now: string): SiteConfig => {
  switch (edit.edit) {
    case 'addDevice':
    case 'changeDevice':
    case 'removeDevice':
      return { ...config, devices: editDevice(config.devices, edit) };
    case 'addUser': {
      const user = { id: newId(edit, config.users, 'user'), name: edit.name, businessUnit: edit.businessUnit };
      return { ...config, users: [...config.users, { ...user, extensions: [], agents: [], deletedAt: null }] };
    }
    case 'changeUser':
      return {
        ...config,
        users: replace(config.users, placeOf(config.users, edit.id, 'user'), (user) => ({ ...user, ...named(edit.set) })),
      };
    case 'deleteUser':
    case 'assign':
    case 'endAssignment':
    case 'changeAssignment':
    case 'removeAssignment':
      return { ...config, users: editAssignments(config.users, edit, now) };
    case 'addBusinessUnit': {
      const unit = { id: newId(edit, config.businessUnits, 'business unit'), name: edit.name, parent: edit.parent };
      return { ...config, businessUnits: [...config.businessUnits, unit] };
    }
    case 'changeBusinessUnit': {
      const at = placeOf(config.businessUnits, edit.id, 'business unit');
      return { ...config, businessUnits: replace(config.businessUnits, at, (unit) => ({ ...unit, ...named(edit.set) })) };
    }
    case 'deleteBusinessUnit':
      return deleteUnit(config, edit.id);
    case 'changeSite':
      return { ...config, ...named(edit.set) };
    case 'changeDialPlan':
      return { ...config, dialPlan: siteConfigSchema.shape.dialPlan.parse({ ...config.dialPlan, ...named(edit.set) }) };
    case 'changeSettings':
      return { ...config, settings: siteConfigSchema.shape.settings.parse({ ...config.settings, ...named(edit.set) }) };
  }
};

/**
 * Makes the edits one after the other. An edit that cannot be made is a fault and leaves the configuration as it was; whether the
 * result may stand as a whole is for `findFaults` to say.
 * @param now ISO 8601; what an edit without an instant means
 */
export const applyEdits = (config: SiteConfig, edits: readonly ConfigEdit[], now: string): EditResult => {
  const faults: EditFault[] = [];
  let current = config;
  for (const [index, edit] of edits.entries())
    try {
      current = editOne(current, edit, now);
    } catch (error) {
      if (!(error instanceof EditError)) throw error;
      faults.push({ index, detail: error.message });
    }
  return { config: current, faults };
};
