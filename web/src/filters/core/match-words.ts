import { plural } from '../../time/core/format.ts';

/** Of one kind of device, how many the filter picks. */
export interface KindMatches {
  readonly kind: 'extensions' | 'agents' | 'huntGroups' | 'trunks' | 'ddis' | 'users';
  readonly narrowed: boolean;
  readonly matched: number;
  readonly total: number;
  readonly first: readonly { readonly number: string; readonly name: string }[];
}

const nouns: Readonly<Record<KindMatches['kind'], string>> = {
  extensions: 'extension',
  agents: 'agent',
  huntGroups: 'hunt group',
  trunks: 'trunk',
  ddis: 'DDI number',
  users: 'user',
};
const namesShown = 6;

/** `37 of 212 extensions`, `none of 4 agents`, `all 12 trunks` */
const matchWords = ({ kind, matched, total }: KindMatches): string => {
  const noun = nouns[kind];
  if (total === 0) return `no ${noun}: the site has none`;
  const all = plural(total, noun);
  return matched === 0 ? `none of ${all}` : matched === total ? `all ${all}` : `${matched.toLocaleString('en-GB')} of ${all}`;
};

/** `1001 Front desk, 1003 and 35 more`; empty when none matches */
export const namesWords = ({ matched, first }: KindMatches): string => {
  const shown = first.slice(0, namesShown).map(({ number, name }) => [number, name].filter((part) => part !== '').join(' '));
  const more = matched - shown.length;
  return more > 0 ? `${shown.join(', ')} and ${more.toLocaleString('en-GB')} more` : shown.join(', ');
};

/** What is said of the devices: of the kinds the filter speaks of. */
export const devicesWords = (kinds: readonly KindMatches[]): string => {
  const narrowed = kinds.filter((one) => one.narrowed);
  return narrowed.length === 0 ? 'Any device and user of the site.' : `Matches ${narrowed.map(matchWords).join(', ')}.`;
};

/** `412 of 9,120 calls of the last 7 days` */
export const callsWords = (matched: number, total: number | undefined): string =>
  total === undefined
    ? `${plural(matched, 'call')} of the last 7 days.`
    : `${matched === 0 ? 'None' : matched.toLocaleString('en-GB')} of ${plural(total, 'call')} of the last 7 days.`;
