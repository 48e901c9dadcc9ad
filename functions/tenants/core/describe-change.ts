import type { ConfigChange } from './config-diff.ts';

const sections: Readonly<Record<string, string>> = {
  devices: 'device',
  users: 'user',
  businessUnits: 'business unit',
  nodes: 'node',
  contacts: 'contact',
  speedDials: 'speed dial',
  accountCodes: 'account code',
  serviceLevelChanges: 'service level from',
};
const longestValue = 60;

const isAssignment = (value: unknown): value is { readonly number: string; readonly from: string | null; readonly to: string | null } =>
  value !== null && typeof value === 'object' && 'number' in value && 'from' in value && 'to' in value;

const wordsOf = (value: unknown): string => {
  if (value === null || value === undefined || value === '') return 'none';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number') return String(value);
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.map(wordsOf).join(', ');
  if (isAssignment(value))
    return `${value.number}${value.from === null ? '' : ` from ${value.from}`}${value.to === null ? '' : ` to ${value.to}`}`;
  return typeof value === 'string' ? `“${value}”` : JSON.stringify(value);
};
const cut = (text: string): string => (text.length <= longestValue ? text : `${text.slice(0, longestValue - 1)}…`);

/** @example describeChange({ path: '/devices/extension 1001/name', before: 'A', after: 'B' }) // 'device extension 1001: name “A” → “B”' */
export const describeChange = ({ path, before, after }: ConfigChange): string => {
  const steps = path
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
  if (steps.length === 0) return before === null ? 'configuration created' : 'whole configuration replaced';
  const list = steps.findIndex((step) => sections[step] !== undefined);
  const element = list < 0 ? undefined : steps[list + 1];
  const values = `${cut(wordsOf(before))} → ${cut(wordsOf(after))}`;
  if (element === undefined) return Array.isArray(before) && list >= 0 ? `${steps.join(' ')} replaced` : `${steps.join(' ')} ${values}`;
  const what = `${sections[steps[list] ?? ''] ?? ''} ${element}`;
  const field = steps.slice(list + 2).join(' ');
  if (field !== '') return `${what}: ${field} ${values}`;
  return before === null ? `${what} added` : after === null ? `${what} removed` : `${what} ${values}`;
};
