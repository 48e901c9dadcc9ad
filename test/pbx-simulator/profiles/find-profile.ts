import type { PbxProfile } from '../pbx/profile.ts';
import { harbourProfile } from './harbour.ts';
import { millProfile } from './mill.ts';

const profiles: Record<string, PbxProfile> = { harbour: harbourProfile, mill: millProfile };

/** @throws Error naming the profile and those that exist. */
export const findProfile = (profile: string | PbxProfile): PbxProfile => {
  if (typeof profile !== 'string') return profile;
  const found = profiles[profile];
  if (found === undefined) throw new Error(`simulator profile "${profile}" does not exist: use ${Object.keys(profiles).join(' or ')}`);
  return found;
};
