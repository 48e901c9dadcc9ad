import type { Configuration, Unit } from './types.ts';

export interface UnitNode {
  readonly unit: Unit;
  readonly children: readonly UnitNode[];
  readonly users: number;
  readonly devices: number;
}

const byName = (a: { readonly name: string }, b: { readonly name: string }): number =>
  a.name.localeCompare(b.name, 'en-GB', { numeric: true });

const countBy = (ids: readonly (string | null)[]): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>();
  for (const id of ids) if (id !== null) counts.set(id, (counts.get(id) ?? 0) + 1);
  return counts;
};

/** Units below their parents, by name. One whose parent is missing or below itself stands at the top rather than nowhere. */
export const unitTree = ({ businessUnits, users, devices }: Configuration): readonly UnitNode[] => {
  const inUsers = countBy(users.filter((user) => user.deletedAt === null).map((user) => user.businessUnit));
  const inDevices = countBy(devices.map((device) => device.businessUnit));
  const placed = new Set<string>();
  const nodeOf = (unit: Unit): UnitNode => {
    placed.add(unit.id);
    return {
      unit,
      children: businessUnits
        .filter(({ id, parent }) => parent === unit.id && !placed.has(id))
        .sort(byName)
        .map(nodeOf),
      users: inUsers.get(unit.id) ?? 0,
      devices: inDevices.get(unit.id) ?? 0,
    };
  };
  const known = new Set(businessUnits.map(({ id }) => id));
  const tops = businessUnits.filter(({ parent }) => parent === null || !known.has(parent)).sort(byName);
  const tree = tops.map(nodeOf);
  return [...tree, ...businessUnits.flatMap((unit) => (placed.has(unit.id) ? [] : [nodeOf(unit)]))];
};

export interface UnitChoice {
  readonly id: string;
  /** `Reservations › Evening` */
  readonly label: string;
}

/** Every unit with the way to it, in the order of the tree; `without` leaves a unit and all below it out. */
export const unitChoices = (config: Configuration, without?: string): readonly UnitChoice[] => {
  const walk = (nodes: readonly UnitNode[], above: string): UnitChoice[] =>
    nodes.flatMap(({ unit, children }) => {
      if (unit.id === without) return [];
      const label = above === '' ? unit.name : `${above} › ${unit.name}`;
      return [{ id: unit.id, label }, ...walk(children, label)];
    });
  return walk(unitTree(config), '');
};

export const unitName = (config: Configuration, id: string | null): string =>
  id === null ? '' : (config.businessUnits.find((unit) => unit.id === id)?.name ?? id);
