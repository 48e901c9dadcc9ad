import { type SiteConfig, siteConfigSchema } from '../domain/site-config.ts';
import type { Owner } from './ports.ts';

/** What a site is folded with before it has a configuration: its version counts as 0. */
export const defaultConfig = (owner: Owner): SiteConfig => siteConfigSchema.parse({ id: owner.site, devices: [] });
