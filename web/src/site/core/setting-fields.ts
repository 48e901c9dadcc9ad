import type { Configuration } from './types.ts';

/** Where a field stands in the configuration, and by which edit it changes. */
export type Section = 'site' | 'settings' | 'dialPlan';
export const editOfSection = { site: 'changeSite', settings: 'changeSettings', dialPlan: 'changeDialPlan' } as const;

export type FieldKind = 'text' | 'time' | 'number' | 'boolean' | 'list' | 'numbers' | 'texts' | 'codes' | 'formula' | 'zone';

export interface SettingField {
  readonly section: Section;
  readonly key: string;
  readonly kind: FieldKind;
  readonly label: string;
  readonly unit?: 's' | 'min' | 'days';
  /** What it changes, in one sentence. */
  readonly help: string;
}

export interface FieldGroup {
  readonly title: string;
  readonly fields: readonly SettingField[];
}

/** Each formula by what tells it from the others, and in full. */
export const formulas: Readonly<Record<string, { readonly name: string; readonly words: string }>> = {
  F1: { name: 'F1: giving up early is good', words: 'Answered or lost within the target, of all answered and lost.' },
  F2: { name: 'F2: lost calls count nowhere', words: 'Answered within the target, of all answered.' },
  F3: { name: 'F3: every lost call is bad', words: 'Answered within the target, of all answered and lost.' },
  F4: { name: 'F4: giving up early counts nowhere', words: 'Answered within the target, of all answered and those lost after it.' },
  F5: {
    name: 'F5: giving up below the abandoned limit is good',
    words: 'Answered within the target or given up before the abandoned limit, of all answered and lost.',
  },
};

const settings = (key: string, kind: FieldKind, label: string, help: string, unit?: 's' | 'min' | 'days'): SettingField =>
  unit === undefined ? { section: 'settings', key, kind, label, help } : { section: 'settings', key, kind, label, help, unit };
const site = (key: string, kind: FieldKind, label: string, help: string): SettingField => ({ section: 'site', key, kind, label, help });
const dial = (key: string, kind: FieldKind, label: string, help: string): SettingField => ({ section: 'dialPlan', key, kind, label, help });

/** The part of the form beside which the versions of the service level are told. */
export const levelGroup = 'Service level and rates';

export const fieldGroups: readonly FieldGroup[] = [
  {
    title: 'Clock',
    fields: [
      site('name', 'text', 'Name of the site', 'Shown in the site list and on top of each page.'),
      site('timeZone', 'zone', 'Time zone', 'All times of the site are shown in it, and its days, weeks and months follow it.'),
      site('resetTime', 'time', 'Reset time', 'The statistics day begins at this time: counters of the live page start again at zero.'),
      site('country', 'text', 'Country', 'Numbers without a country code are read as numbers of this country; two letters such as GB.'),
    ],
  },
  {
    title: 'Short and abandoned calls',
    fields: [
      settings(
        'shortCallSeconds',
        'number',
        'Short call',
        'An answered call whose talk and hold last less than this counts as short.',
        's',
      ),
      settings(
        'ignoreAbandoned',
        'boolean',
        'Ignore abandoned calls',
        'Lost calls that rang for less than the limit below are left out of every report and live figure.',
      ),
      settings(
        'abandonedSeconds',
        'number',
        'Abandoned limit',
        'A lost call that rang for less than this was given up early: it is what “ignore abandoned calls” and formula F5 go by.',
        's',
      ),
      settings(
        'returnWindowDays',
        'number',
        'Return window',
        'A lost call is returned when the same number is spoken to within this time; until then it is unreturned.',
        'days',
      ),
      settings(
        'callBackDueMinutes',
        'number',
        'Call back within',
        'A lost call that is not returned so long after it ended is overdue on the list of call-backs.',
        'min',
      ),
    ],
  },
  {
    title: levelGroup,
    fields: [
      settings(
        'serviceLevelSeconds',
        'number',
        'Service level target',
        'A call answered after exactly this long still meets the target.',
        's',
      ),
      settings(
        'serviceLevelFormula',
        'formula',
        'Service level formula',
        'Which calls are divided by which; the formula stands beside the figure in reports.',
      ),
      settings(
        'callRatePeriodMinutes',
        'number',
        'Call rate period',
        'Reports by time and heat maps have a row for each so many minutes; call rates count the calls of the last so many.',
        'min',
      ),
      settings(
        'ringCategories',
        'numbers',
        'Ring categories',
        'Limits of the “answered within” and “lost within” columns, in seconds, rising from the first to the sixth.',
        's',
      ),
      settings(
        'resetTimersOncePerCall',
        'boolean',
        'Reset timers once a call',
        'A hunt group that resets timers does so at its first ring only; otherwise each time the call rings such a group.',
      ),
    ],
  },
  {
    title: 'Account codes and tags',
    fields: [
      settings('accountCodes', 'codes', 'Account codes', 'Reports print the description beside the code; up to ten.'),
      settings(
        'tagFieldNames',
        'texts',
        'Names of the tag fields',
        'Headings of the five tag columns; without a name they are Tag Field 1 to 5.',
      ),
    ],
  },
  {
    title: 'Dial plan',
    fields: [
      dial(
        'outboundPrefixes',
        'list',
        'Prefixes to remove',
        'The longest that fits is taken off dialled numbers, once; separated by commas.',
      ),
      dial('ddiPrefix', 'text', 'DDI prefix', 'Put in front of the DDI digits that the line sends, unless they begin with it.'),
      dial(
        'maxExtensionLength',
        'number',
        'Longest extension',
        'A failed attempt to a longer number counts as an outside call, in digits.',
      ),
      dial(
        'serviceCodes',
        'list',
        'Service codes',
        'Numbers such as 100 or 123 that the filter “Service Codes” finds; separated by commas.',
      ),
      dial('outsideLine', 'text', 'Outside line', 'What is dialled for an outside line; kept with the site, no figure depends on it.'),
      dial(
        'localAreaCodes',
        'list',
        'Local area codes',
        'Area codes dialled without a prefix here; kept with the site, no figure depends on them.',
      ),
    ],
  },
];

export const allFields: readonly SettingField[] = fieldGroups.flatMap(({ fields }) => fields);

export const fieldOf = (section: Section, key: string): SettingField | undefined =>
  allFields.find((field) => field.section === section && field.key === key);

const sectionOf = (config: Configuration, section: Section): Readonly<Record<string, unknown>> =>
  section === 'site' ? { ...config } : { ...config[section] };

export const standingValue = (config: Configuration, field: SettingField): unknown => sectionOf(config, field.section)[field.key];
