import { printDocument } from '../definitions-text/text-document.ts';
import { type SiteText, siteSections } from './site-text.ts';

/** Boards, filters and variables of a site as one readable file. */
export const printSiteText = (site: SiteText): string => printDocument(siteSections(site));
