import { stringify } from 'yaml';
import type { SiteText } from './core/site-text.ts';
import { writtenSite } from './core/site-text.ts';

/** YAML of one shape: never folded, never aliased, so that the same data is the same bytes. */
export const printYaml = (value: object): string => stringify(value, { lineWidth: 0, aliasDuplicateObjects: false });

/** Boards, filters and variables of a site as one readable file. */
export const printSiteText = (site: SiteText): string => printYaml(writtenSite(site));
