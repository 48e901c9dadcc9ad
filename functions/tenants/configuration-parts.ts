import type { AuditWrite } from '../audit/types.ts';
import type { Access, SiteScope } from '../identity/types.ts';
import { problemResponse, userProblems } from '../runtime/create-api.ts';
import { ProblemError } from '../runtime/problem.ts';
import { jsonPointer } from '../runtime/validation.ts';
import type { DirectoryStore } from './directory-store.ts';
import { noteOf, type SaveOutcome } from './save-configuration.ts';
import type { NotedVersion } from './types.ts';

/** What the routes of a site's configuration are made of. */
export interface ConfigurationRoutesDeps {
  readonly access: Access;
  readonly store: Pick<DirectoryStore, 'readSite' | 'readConfig' | 'saveConfig' | 'listVersions' | 'listDirectoryReports'>;
  readonly audit: AuditWrite;
  readonly now: () => number;
}

export const saveProblems = {
  ...userProblems,
  409: problemResponse('Others keep changing it at the same moment.'),
  412: problemResponse('Somebody else saved a version meanwhile; `detail` says who and when.'),
  413: problemResponse('The configuration is larger than can be kept.'),
};

export const headOf = ({ version, at, author, note }: Omit<NotedVersion, 'config'>) => ({
  version,
  at: new Date(at).toISOString(),
  author,
  authorName: note.authorName,
});
export const wholeOf = (found: NotedVersion) => ({ ...headOf(found), configuration: found.config });

/** @throws ProblemError `bad-request` */
export const versionOf = (ifMatch: string): number => {
  const version = /^"?(\d{1,8})"?$/.exec(ifMatch.trim())?.[1];
  if (version === undefined)
    throw new ProblemError('bad-request', 'If-Match is no version of a configuration.', {
      errors: [{ pointer: '#/if-match', in: 'header', detail: 'Send the ETag of the version the change was made from, e.g. "7".' }],
    });
  return Number(version);
};

export const publicOutcome = ({ version, saved, plan }: SaveOutcome) => ({
  ...headOf(version),
  saved,
  changes: [...plan.changes],
  words: [...noteOf(plan, '').words],
  past: [...plan.past],
  warnings: plan.known.map(({ path, detail }) => ({ pointer: jsonPointer(path), detail })),
});

/** @throws ProblemError `not-found` */
export const readVersion = async (store: Pick<DirectoryStore, 'readConfig'>, scope: SiteScope, version?: number): Promise<NotedVersion> => {
  const found = await store.readConfig(scope.tenant, scope.site, version);
  if (found === null)
    throw new ProblemError('not-found', version === undefined ? 'The site has no configuration yet.' : `There is no version ${version}.`);
  return found;
};
