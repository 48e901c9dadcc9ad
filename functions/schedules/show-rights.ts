import type { SiteConfig } from '../domain/site-config.ts';
import { limitWords } from '../domain/unit-words.ts';
import { type FindRightsDeps, findRights } from './find-rights.ts';
import { RunFailure } from './run-failure.ts';
import type { Person, Place } from './types.ts';

/** What somebody's rights mean for the rows of a schedule, in words. */
export interface ShownRights {
  /** Whose calls alone its rows are of; null = all of the site. */
  readonly limit: string | null;
  /** Why it cannot run with these rights; null = it can. */
  readonly fault: string | null;
}

/** Rights of owners as they are now; each is looked up once. */
export const createShowRights = (deps: FindRightsDeps, place: Place, config: Pick<SiteConfig, 'businessUnits'>) => {
  const known = new Map<string, Promise<ShownRights>>();
  const look = async (owner: Person): Promise<ShownRights> => {
    try {
      return { limit: limitWords(config, (await findRights(deps, place, { owner })).scope), fault: null };
    } catch (error) {
      if (error instanceof RunFailure) return { limit: null, fault: error.message };
      throw error;
    }
  };
  return (owner: Person): Promise<ShownRights> => {
    const found = known.get(owner.id) ?? look(owner);
    known.set(owner.id, found);
    return found;
  };
};
