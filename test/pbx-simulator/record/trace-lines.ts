import type { PbxProfile } from '../pbx/profile.ts';
import { profileSiteConfig } from '../profiles/site-config.ts';
import type { RecordedLine } from './recorder.ts';

/** First line of a trace file. */
export const traceHeader = (profile: PbxProfile, link: string): string =>
  JSON.stringify({ trace: 1, protocol: 'oai', link, site: profileSiteConfig(profile) });

export const traceLine = (recorded: RecordedLine): string =>
  JSON.stringify({ at: new Date(recorded.at).toISOString(), [recorded.direction]: recorded.line });
