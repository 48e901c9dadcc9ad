import type { PublicTemplate } from './public-types.ts';

const keyWords: Readonly<Record<string, string>> = {
  extension: 'Extension',
  agent: 'Agent',
  accountCode: 'Account code',
  ddi: 'DDI',
  huntGroup: 'Hunt group',
  time: 'Start',
  telephoneKey: 'Number',
  trunk: 'Trunk',
  userId: 'User',
};

/** Head of the column that names the rows. */
export const keyWord = (key: string | null): string => (key === null ? 'Row' : (keyWords[key] ?? key));

/** What a row is: reports count calls, while the lists of what a site has count nothing. */
export const countWords = ({ kind, counts }: Pick<PublicTemplate, 'kind' | 'counts'>): string =>
  `${kind === 'configList' ? 'lists' : 'counts'} ${counts}`;

/** Word for one row of it. */
export const kindWords: Readonly<Record<PublicTemplate['kind'], string>> = {
  grouped: 'Figures',
  callList: 'Lists of calls',
  segmentList: 'Lists of calls',
  statusList: 'Lists of status changes',
  configList: 'What the site has',
};
