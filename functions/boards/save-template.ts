import type { BoardContent } from '../domain/board.ts';
import { epochMs } from '../domain/ids.ts';
import { readableId } from '../domain/readable-id.ts';
import { attempts } from '../runtime/attempts.ts';
import { inParallel } from '../runtime/bounded.ts';
import { errorFields, type Log } from '../runtime/log.ts';
import { ProblemError } from '../runtime/problem.ts';
import { bringFollower, type FollowDeps, type Followed, forkFollower, type ResellerDoing } from './bring-follower.ts';
import { refuseFaults } from './check-content.ts';
import { followersAtOnce, followersMs, templatesPerReseller } from './constants.ts';
import { contentFaults, siteBound } from './core/content-faults.ts';
import { savedFiltersOf, valuesIn } from './core/content-references.ts';
import { tidyContent } from './core/tidy-content.ts';
import { personOf } from './save-board.ts';
import type { Follower, StoredTemplate } from './types.ts';

export interface TemplateDeps extends FollowDeps {
  readonly newSuffix: () => string;
  readonly log: Log;
}
export interface TemplateInput {
  readonly name: string;
  readonly content: BoardContent;
}
export type SiteResult = Followed & { readonly tenant: string; readonly site: string; readonly board: string };

/** A template has one name: its board's. @throws ProblemError `bad-request` with each place */
const checked = ({ name, content }: TemplateInput): BoardContent => {
  const tidy = tidyContent({ ...content, name });
  // What a template must not refer to at all is not also looked for.
  const wrong = contentFaults(tidy, {
    filters: new Set(savedFiltersOf(tidy)),
    values: new Set(valuesIn(tidy).map(({ value }) => value)),
  });
  refuseFaults([...siteBound(tidy), ...wrong], ['content']);
  return tidy;
};

/** @throws ProblemError `bad-request`, `conflict`, `too-large` */
export const createTemplate =
  (deps: TemplateDeps) =>
  async ({ who }: ResellerDoing, input: TemplateInput): Promise<StoredTemplate> => {
    const content = checked(input);
    const [at, by] = [epochMs(deps.now()), personOf(who)];
    const template: StoredTemplate = {
      id: readableId(content.name, deps.newSuffix(), 'board'),
      name: content.name,
      kind: content.kind,
      version: 1,
      updatedAt: at,
      updatedBy: by,
      closing: false,
      changes: [{ at, by, version: 1, what: 'made' }],
      content,
    };
    const { reseller } = who;
    for await (const _ of attempts()) {
      const rev = await deps.templates.revision(reseller);
      if ((await deps.templates.list(reseller)).length >= templatesPerReseller)
        throw new ProblemError('conflict', `There may be at most ${templatesPerReseller} templates: delete those that nobody follows.`);
      if (await deps.store.commit([deps.templates.put(reseller, template, null), deps.templates.revisionWrite(reseller, rev)]))
        return template;
    }
    throw new ProblemError('conflict', 'Something else was saved at the same moment: try again.');
  };

/** Each in turn, some at a time, as long as there is time; what failed is logged and lags. */
const forEachFollower = async (
  deps: TemplateDeps,
  { who }: ResellerDoing,
  followers: readonly Follower[],
  work: (follower: Follower) => Promise<Followed>,
): Promise<readonly SiteResult[]> => {
  const until = deps.now() + followersMs;
  return inParallel(followers, followersAtOnce, async (follower) => {
    const { tenant, site, board } = follower;
    if (deps.now() > until)
      return { tenant, site, board, result: 'failed' as const, detail: 'There was no time left: save the template again to go on.' };
    try {
      return { tenant, site, board, ...(await work(follower)) };
    } catch (error) {
      deps.log.error('a board could not be brought up to its template', { tenant, site, board, by: who.id, ...errorFields(error) });
      return { tenant, site, board, result: 'failed' as const, detail: 'It could not be written: save the template again to go on.' };
    }
  });
};

export const findTemplateOf = async (deps: FollowDeps, { who }: ResellerDoing, id: string): Promise<StoredTemplate> => {
  const found = await deps.templates.find(who.reseller, id);
  if (found === null) throw new ProblemError('not-found', 'There is no such template.');
  return found;
};

const stale = (found: StoredTemplate, madeFrom: number): ProblemError =>
  new ProblemError(
    'version-mismatch',
    `The change was made from version ${madeFrom}, but ${found.updatedBy.name} saved version ${found.version} at ${new Date(found.updatedAt).toISOString()}: look at it and make the change again.`,
  );

/**
 * Saves a template and brings every board that follows it up to it, with a row in each customer's audit. Saving the same again makes no
 * version, but tries those that lag once more.
 * @throws ProblemError `not-found`, `bad-request`, `version-mismatch`, `too-large`
 */
export const updateTemplate =
  (deps: TemplateDeps) =>
  async (
    doing: ResellerDoing,
    id: string,
    input: TemplateInput,
    madeFrom: number,
  ): Promise<{ readonly template: StoredTemplate; readonly results: readonly SiteResult[] }> => {
    const { reseller } = doing.who;
    const before = await findTemplateOf(deps, doing, id);
    if (before.closing) throw new ProblemError('conflict', 'The template is being deleted: repeat the deletion to finish it.');
    if (before.version !== madeFrom) throw stale(before, madeFrom);
    const content = checked(input);
    let template = before;
    if (JSON.stringify(content) !== JSON.stringify(before.content)) {
      const [at, by, version] = [epochMs(deps.now()), personOf(doing.who), before.version + 1];
      template = {
        ...before,
        name: content.name,
        kind: content.kind,
        version,
        updatedAt: at,
        updatedBy: by,
        changes: [{ at, by, version, what: 'changed' }, ...before.changes],
        content,
      };
      if (!(await deps.store.commit([deps.templates.put(reseller, template, before.version)])))
        throw stale(await findTemplateOf(deps, doing, id), madeFrom);
    }
    const lagging = (await deps.templates.followers(reseller, id)).filter(({ version }) => version < template.version);
    const bring = bringFollower(deps);
    return {
      template,
      results: await forEachFollower(deps, doing, lagging, (one) => bring(doing, template, one, { action: 'boardTemplate.save' })),
    };
  };

/**
 * Deletes a template. Boards that follow it stay as they are and go their own way; it goes when all of them do.
 * @throws ProblemError `not-found`, `conflict`
 */
export const deleteTemplate =
  (deps: TemplateDeps) =>
  async (doing: ResellerDoing, id: string): Promise<{ readonly deleted: boolean; readonly results: readonly SiteResult[] }> => {
    const { reseller } = doing.who;
    const before = await findTemplateOf(deps, doing, id);
    const [at, by, version] = [epochMs(deps.now()), personOf(doing.who), before.version + 1];
    // Another version, so that nobody who is about to follow it still can.
    const closing: StoredTemplate = {
      ...before,
      version,
      closing: true,
      changes: [{ at, by, version, what: 'deleted' }, ...before.changes],
    };
    if (!(await deps.store.commit([deps.templates.put(reseller, closing, before.version)])))
      throw new ProblemError('conflict', 'Somebody changed the template at the same moment: try again.');
    const fork = forkFollower(deps);
    const followers = await deps.templates.followers(reseller, id);
    const results = await forEachFollower(deps, doing, followers, (one) => fork(doing, closing, one, { action: 'boardTemplate.delete' }));
    const deleted = results.every(({ result }) => result !== 'failed');
    if (deleted) await deps.templates.remove(reseller, id);
    return { deleted, results };
  };
