import { isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js';
import type { SiteConfig } from '../../domain/site-config.ts';

const parsed = new Map<string, string | null>();
/** Numbers kept; a site rings a few thousand different ones a day. */
const maxParsed = 20_000;

/** E.164 of a number as dialled or received in `country`; null when it is none (withheld, internal, service codes). */
export const e164Of = (number: string, country: string): string | null => {
  const key = `${country}|${number}`;
  const known = parsed.get(key);
  if (known !== undefined) return known;
  const found = isSupportedCountry(country) ? parsePhoneNumberFromString(number, country) : parsePhoneNumberFromString(number);
  const e164 = found?.isPossible() === true ? found.number : null;
  if (parsed.size >= maxParsed) parsed.clear();
  parsed.set(key, e164);
  return e164;
};

/** Outbound digits as logged: the longest matching prefix to remove is taken off, once (rule set 1 §5, manual L13667). */
export const cleanDialled = (digits: string, plan: SiteConfig['dialPlan']): string => {
  const prefix = plan.outboundPrefixes.filter((p) => p !== '' && digits.startsWith(p)).sort((a, b) => b.length - a.length)[0];
  return prefix === undefined ? digits : digits.slice(prefix.length);
};

/** DDI digits with the site's prefix, added once and not when already there (rule set 1 §5). */
export const withDdiPrefix = (digits: string, plan: SiteConfig['dialPlan']): string =>
  plan.ddiPrefix === '' || digits.startsWith(plan.ddiPrefix) ? digits : plan.ddiPrefix + digits;
