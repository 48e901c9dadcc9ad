import type { SiteConfig } from '../../../domain/site-config.ts';
import type { Statistic } from '../types/statistic.ts';

/**
 * What stands above the column at a site: seconds for a ring category, the site's words for an account code or a tag field; else the name.
 * @example `Answered <= X1s` becomes `Answered <= 5s`.
 */
export const headingOf = ({ name, parameter }: Statistic, { settings }: Pick<SiteConfig, 'settings'>): string => {
  if (parameter === null) return name;
  const { kind, slot } = parameter;
  switch (kind) {
    case 'ringCategory': {
      const seconds = settings.ringCategories[slot - 1];
      return seconds === undefined ? name : name.replace(`X${slot}s`, `${seconds}s`);
    }
    case 'accountCode': {
      const code = settings.accountCodes[slot - 1];
      return code === undefined ? name : code.description || code.code || name;
    }
    case 'tag':
      return settings.tagFieldNames[slot - 1] || name;
    case 'dndState':
      return name;
  }
};
