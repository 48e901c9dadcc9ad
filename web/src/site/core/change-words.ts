import { formatDayMinute } from '../../time/core/format.ts';
import { deviceTypeWords, flagWords, isDeviceType } from './device-words.ts';
import { fieldOf, type Section, type SettingField } from './setting-fields.ts';
import type { Assignment, Change, Configuration } from './types.ts';

export interface WordsContext {
  readonly config: Configuration;
  readonly zone: string;
}

const stepsOf = (path: string): readonly string[] =>
  path
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));

const fieldsOf = (value: unknown): Readonly<Record<string, unknown>> => (value !== null && typeof value === 'object' ? { ...value } : {});

const plainWords = (value: unknown, unit = ''): string => {
  if (value === null || value === undefined || value === '') return 'none';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number') return unit === '' ? String(value) : `${value} ${unit}`;
  if (Array.isArray(value)) {
    const items: readonly unknown[] = value;
    return items.length === 0 ? 'none' : items.map((item) => plainWords(item, unit)).join(', ');
  }
  if (typeof value === 'string') return `“${value}”`;
  const { code, description } = fieldsOf(value);
  return code === undefined ? JSON.stringify(value) : `${String(code)} ${String(description)}`.trim();
};

const fromTo = (what: string, before: unknown, after: unknown, unit = ''): string =>
  `${what}: from ${plainWords(before, unit)} to ${plainWords(after, unit)}`;

const settingWords = (field: SettingField, rest: readonly string[], { before, after }: Change): string => {
  const unit = field.unit ?? '';
  if (field.key !== 'accountCodes' || rest.length === 0) return fromTo(field.label, before, after, unit);
  const code = `Account code ${rest[0]}`;
  if (rest.length > 1) return fromTo(`${code}, ${rest[1]}`, before, after);
  return before === null ? `${code} added: ${plainWords(fieldsOf(after).description)}` : `${code} removed`;
};

const levelText = (value: unknown): string => {
  const { formula, seconds } = fieldsOf(value);
  return `${String(formula)} within ${String(seconds)} s`;
};
/** A version of the service level that comes, goes or becomes another; `from` is its first day, empty when the whole list is another. */
const levelWords = (from: string, { before, after }: Change): readonly string[] | null => {
  if (from === '') return null;
  if (before === null) return [`Service level from ${from} on: ${levelText(after)}`];
  return [
    after === null
      ? `No new service level from ${from} on`
      : `Service level from ${from} on: from ${plainWords(before)} to ${plainWords(after)}`,
  ];
};

const isAssignment = (value: unknown): value is Assignment =>
  value !== null && typeof value === 'object' && 'number' in value && 'from' in value && 'to' in value;
const assignmentsOf = (value: unknown): readonly Assignment[] => (Array.isArray(value) ? value.filter(isAssignment) : []);

export const instantWords = (iso: string | null, zone: string, otherwise: string): string =>
  iso === null ? otherwise : formatDayMinute(zone, Date.parse(iso));

const spanWords = ({ from, to }: Assignment, zone: string): string =>
  `from ${instantWords(from, zone, 'ever')}${to === null ? '' : ` until ${instantWords(to, zone, '')}`}`;

/** What a user gains, keeps for another time, and loses. */
const assignmentWords = (who: string, kind: string, { before, after }: Change, zone: string): readonly string[] => {
  const [was, is] = [assignmentsOf(before), assignmentsOf(after)];
  const same = (a: Assignment, b: Assignment): boolean => a.number === b.number && a.from === b.from;
  return [
    ...is.flatMap((one) => {
      const old = was.find((each) => same(each, one));
      if (old === undefined) return [`${who}: ${kind} ${one.number} ${spanWords(one, zone)}`];
      if (old.to === one.to) return [];
      return [
        `${who}: ${kind} ${one.number} now ends ${instantWords(one.to, zone, 'never')}, before: ${instantWords(old.to, zone, 'never')}`,
      ];
    }),
    ...was
      .filter((one) => !is.some((each) => same(each, one)))
      .map((one) => `${who}: no longer ${kind} ${one.number} ${spanWords(one, zone)}`),
  ];
};

const deviceName = (element: string): string => {
  const [type, ...number] = element.split(' ');
  return isDeviceType(type) ? `${deviceTypeWords[type]} ${number.join(' ')}` : element;
};

const isFlag = (field: string): field is keyof typeof flagWords => field in flagWords;

/**
 * A change of a configuration as a person would say it; null where the page has no better words than the API.
 * @example changeWords({ path: '/settings/shortCallSeconds', before: 20, after: 15 }, context) // ['Short call: from 20 s to 15 s']
 */
export const changeWords = (change: Change, { config, zone }: WordsContext): readonly string[] | null => {
  const { before, after } = change;
  const [part = '', element = '', field = ''] = stepsOf(change.path);
  const unitWords = (id: unknown): string | null =>
    id === null ? null : (config.businessUnits.find((unit) => unit.id === id)?.name ?? String(id));
  if (part === 'settings' && element === 'serviceLevelChanges') return levelWords(field, change);
  const section: Section = part === 'settings' || part === 'dialPlan' ? part : 'site';
  const setting = fieldOf(section, section === 'site' ? part : element);
  if (setting !== undefined) return [settingWords(setting, stepsOf(change.path).slice(2), change)];
  const nameIn = (list: readonly { readonly id: string; readonly name: string }[]): string =>
    list.find(({ id }) => id === element)?.name ?? String(fieldsOf(after ?? before).name ?? element);
  const whole = (what: string): readonly string[] => [`${what} ${before === null ? 'added' : 'removed'}`];
  switch (part) {
    case 'devices': {
      const what = deviceName(element);
      if (field === '') return whole(what);
      if (field === 'businessUnit') return [fromTo(`${what}, business unit`, unitWords(before), unitWords(after))];
      return [fromTo(`${what}, ${isFlag(field) ? flagWords[field].name.toLowerCase() : field}`, before, after)];
    }
    case 'users': {
      const who = nameIn(config.users);
      if (field === '') return whole(`User ${who}`);
      if (field === 'extensions' || field === 'agents') return assignmentWords(who, field.slice(0, -1), change, zone);
      if (field === 'businessUnit') return [fromTo(`${who}, business unit`, unitWords(before), unitWords(after))];
      if (field === 'deletedAt')
        return [`User ${who} deleted ${typeof after === 'string' ? formatDayMinute(zone, Date.parse(after)) : ''}`];
      return [fromTo(`${who}, ${field}`, before, after)];
    }
    case 'businessUnits': {
      const what = `Business unit ${nameIn(config.businessUnits)}`;
      if (field === '') return whole(what);
      return field === 'parent'
        ? [fromTo(`${what}, below`, unitWords(before), unitWords(after))]
        : [fromTo(`${what}, ${field}`, before, after)];
    }
    default:
      return null;
  }
};

/** The API's short words with the names of settings that the page uses. */
export const noteWords = (words: string): string =>
  words.replace(/^(settings|dialPlan) (\w+)/, (all, section: string, key: string) => {
    const field = fieldOf(section === 'settings' ? 'settings' : 'dialPlan', key);
    return field === undefined ? all : `${field.label}:`;
  });
