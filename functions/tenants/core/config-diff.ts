import type { SiteConfig } from '../../domain/site-config.ts';

/**
 * One part that differs. `path` is a JSON pointer in which elements of named lists stand by their name and not by their place:
 * `/devices/extension 1001/name`, `/users/anna/extensions`. Null on one side of an element = not there.
 */
export interface ConfigChange {
  readonly path: string;
  readonly before: unknown;
  readonly after: unknown;
}

type Fields = Readonly<Record<string, unknown>>;
const isFields = (value: unknown): value is Fields => value !== null && typeof value === 'object' && !Array.isArray(value);
const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** The lists whose elements have a name of their own, by their path; others change as a whole. */
const names: Readonly<Record<string, (element: Fields) => string>> = {
  '/devices': (device) => `${textOf(device.type)} ${textOf(device.number)}`,
  '/users': (user) => textOf(user.id),
  '/businessUnits': (unit) => textOf(unit.id),
  '/nodes': (node) => textOf(node.id),
  '/contacts': (contact) => textOf(contact.name),
  '/speedDials': (dial) => textOf(dial.name),
  '/settings/accountCodes': (code) => textOf(code.code),
  '/settings/serviceLevelChanges': (change) => textOf(change.from),
};

/** Names of the elements of a list in order, the second of a name as `name (2)`; null for a list whose elements have none. */
export const elementNames = (path: string, list: readonly unknown[]): readonly string[] | null => {
  const nameOf = names[path];
  if (nameOf === undefined) return null;
  const seen = new Map<string, number>();
  const taken = new Set<string>();
  return list.map((element) => {
    const name = isFields(element) ? nameOf(element) : '';
    let count = (seen.get(name) ?? 0) + 1;
    const numbered = (): string => (count === 1 ? name : `${name} (${count})`);
    // Somebody may be called `Ann (2)` beside two called `Ann`.
    while (taken.has(numbered())) count += 1;
    seen.set(name, count);
    taken.add(numbered());
    return numbered();
  });
};

export const stepOf = (name: string): string => `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;

const isEqual = (a: unknown, b: unknown): boolean => {
  if (a === b) return true;
  if (Array.isArray(a)) return Array.isArray(b) && a.length === b.length && a.every((element, i) => isEqual(element, b[i]));
  if (!isFields(a) || !isFields(b)) return false;
  const fields = Object.keys(a);
  return fields.length === Object.keys(b).length && fields.every((field) => isEqual(a[field], b[field]));
};

const diffLists = (path: string, before: readonly unknown[], after: readonly unknown[]): ConfigChange[] => {
  const whole: ConfigChange[] = [{ path, before, after }];
  const [was, is] = [elementNames(path, before), elementNames(path, after)];
  if (was === null || is === null) return whole;
  const [had, has] = [new Map(was.map((name, i) => [name, before[i]])), new Set(is)];
  const kept = was.filter((name) => has.has(name));
  // What is kept, in its old order, and then what is new: any other order cannot be said element by element.
  const isInOrder = is.every((name, i) => (i < kept.length ? name === kept[i] : !had.has(name)));
  if (!isInOrder) return whole;
  return [
    ...kept.flatMap((name, i) => diffAt(path + stepOf(name), had.get(name), after[i])),
    ...was.toReversed().flatMap((name) => (has.has(name) ? [] : [{ path: path + stepOf(name), before: had.get(name), after: null }])),
    ...is.flatMap((name, i) => (had.has(name) ? [] : [{ path: path + stepOf(name), before: null, after: after[i] }])),
  ];
};

const diffAt = (path: string, before: unknown, after: unknown): ConfigChange[] => {
  if (isEqual(before, after)) return [];
  if (Array.isArray(before) && Array.isArray(after)) return diffLists(path, before, after);
  if (!isFields(before) || !isFields(after)) return [{ path, before, after }];
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((field) =>
    diffAt(path + stepOf(field), before[field], after[field]),
  );
};

/** What to change, in this order, to get from one configuration to another; from null it is one change of the whole. */
export const diffConfig = (before: SiteConfig | null, after: SiteConfig): readonly ConfigChange[] => diffAt('', before, after);
