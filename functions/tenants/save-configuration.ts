import { auditNote } from '../audit/audit.ts';
import type { AuditOrigin, AuditWrite } from '../audit/types.ts';
import { epochMs } from '../domain/ids.ts';
import type { SiteConfig } from '../domain/site-config.ts';
import type { Principal, SiteScope } from '../identity/types.ts';
import { packJson } from '../runtime/pack.ts';
import { type FieldError, ProblemError } from '../runtime/problem.ts';
import { jsonPointer } from '../runtime/validation.ts';
import { keptWordCharacters, keptWords, largestPackedConfig } from './constants.ts';
import { describeChange } from './core/describe-change.ts';
import type { ConfigFault } from './core/fault.ts';
import type { PastChange } from './core/past-changes.ts';
import { planSave, type SavePlan } from './core/plan-save.ts';
import type { DirectoryStore } from './directory-store.ts';
import { TenantsError } from './errors.ts';
import type { NotedVersion, SiteConfigVersion, VersionNote } from './types.ts';

export interface SaveDeps {
  readonly store: Pick<DirectoryStore, 'readSite' | 'readConfig' | 'saveConfig'>;
  readonly audit: AuditWrite;
  readonly now: () => number;
}

export interface SaveRequest {
  readonly scope: SiteScope;
  readonly who: Principal;
  readonly origin: AuditOrigin;
  /** Version the change was made from; null = whichever is current. */
  readonly madeFrom: number | null;
  readonly dryRun: boolean;
  /** Without it, who held a number before now is not changed. */
  readonly allowPast: boolean;
  /** The configuration as it is to be. @throws ProblemError */
  readonly change: (current: SiteConfig, now: string) => SiteConfig;
}

export interface SaveOutcome {
  /** The current version after the request; nothing new when `saved` is false. */
  readonly version: Omit<NotedVersion, 'config'>;
  readonly saved: boolean;
  readonly plan: SavePlan;
}

const fieldErrors = (faults: readonly ConfigFault[]): FieldError[] =>
  faults.map(({ path, detail }) => ({ pointer: jsonPointer(path), detail, in: 'body' }));

const pastErrors = (past: readonly PastChange[]): FieldError[] =>
  past.map(({ kind, number, from, to }) => ({
    pointer: '#',
    in: 'body',
    detail: `${kind} ${number} would have belonged to somebody else from ${from ?? 'ever'} to ${to}.`,
  }));

const shortened = (text: string): string => (text.length <= keptWordCharacters ? text : `${text.slice(0, keptWordCharacters - 1)}…`);

/** Versions and audit lie in items of bounded size: the first numbers tell what it is about, the version has all. */
const pastInWords = (past: readonly PastChange[]): string => {
  const named = past.slice(0, keptWords).map(({ kind, number }) => shortened(`${kind} ${number}`));
  return named.join(', ') + (past.length > named.length ? ` and ${past.length - named.length} more` : '');
};

export const noteOf = (plan: Pick<SavePlan, 'changes' | 'past'>, authorName: string): VersionNote => ({
  authorName,
  words: plan.changes.slice(0, keptWords).map((change) => shortened(describeChange(change))),
  changeCount: plan.changes.length,
  changesPast: plan.past.length > 0,
});

const refuseWhatCannotStand = (plan: SavePlan, config: SiteConfig, request: SaveRequest): void => {
  if (plan.faults.length > 0)
    throw new ProblemError('bad-request', `The configuration would have ${plan.faults.length} fault(s); nothing was saved.`, {
      errors: fieldErrors(plan.faults),
    });
  if (plan.past.length > 0 && !request.allowPast && !request.dryRun)
    throw new ProblemError(
      'bad-request',
      'This changes who held a number in time already gone. If that is meant, repeat it with allowPast=true: the audit will say so, and calls of that time follow at the next rebuild.',
      { errors: pastErrors(plan.past) },
    );
  if (packJson(config).length > largestPackedConfig)
    throw new ProblemError(
      'too-large',
      'The configuration is larger than can be kept: remove devices, users or contacts that are not used.',
    );
};

const refuseStale = (current: NotedVersion, madeFrom: number): void => {
  if (current.version === madeFrom) return;
  const at = new Date(current.at).toISOString();
  throw new ProblemError(
    'version-mismatch',
    `The change was made from version ${madeFrom}, but ${current.note.authorName} (${current.author}) saved version ${current.version} at ${at}: read it and make the change again.`,
  );
};

/** So often somebody may be faster before a change that names no version is given up. */
const attempts = 5;

/**
 * Makes the next version of a configuration, with its row in the audit, or tells what it would be. No change makes no version.
 * @throws ProblemError `bad-request` with the places, `version-mismatch`, `too-large`, `conflict`
 */
export const saveConfiguration =
  (deps: SaveDeps) =>
  async (request: SaveRequest): Promise<SaveOutcome> => {
    const { scope, who, origin, madeFrom } = request;
    for (let attempt = 1; ; attempt += 1) {
      const [site, current] = [await deps.store.readSite(scope.site), await deps.store.readConfig(scope.tenant, scope.site)];
      if (site?.tenant !== scope.tenant || current === null) throw new ProblemError('not-found', 'The site has no configuration yet.');
      if (madeFrom !== null) refuseStale(current, madeFrom);
      const now = deps.now();
      const config = request.change(current.config, new Date(now).toISOString());
      const plan = planSave(current.config, config, now);
      refuseWhatCannotStand(plan, config, request);
      if (request.dryRun || plan.changes.length === 0) return { version: current, saved: false, plan };
      const next: SiteConfigVersion = { version: current.version + 1, at: epochMs(now), author: who.id, config };
      const note = noteOf(plan, who.name);
      const row = deps.audit(
        auditNote({ scope, who, origin }, next.at, {
          action: 'configuration.save',
          object: `configuration version ${next.version}`,
          summary: `${plan.changes.length} change(s)${note.changesPast ? `, changing who held ${pastInWords(plan.past)} in the past` : ''}`,
          changes: plan.changes,
          changesPast: note.changesPast,
        }),
      );
      try {
        await deps.store.saveConfig(site, next, note, [row]);
        return { version: { version: next.version, at: next.at, author: next.author, note }, saved: true, plan };
      } catch (error) {
        if (!(error instanceof TenantsError)) throw error;
        if (attempt === attempts)
          throw new ProblemError('conflict', 'Others keep changing the configuration at the same moment: try again.', { cause: error });
      }
    }
  };
