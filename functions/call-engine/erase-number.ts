import type { SiteId } from '../domain/ids.ts';
import type { SiteConfig } from '../domain/site-config.ts';
import type { FindSite, FindSiteConfig, FindSiteConfigVersion } from '../tenants/types.ts';
import { archivePrefix, rejectedObjectsPrefix } from './constants.ts';
import { createNumberEraser, type EventNumberEraser } from './core/number-eraser.ts';
import { defaultConfig } from './default-config.ts';
import type { EraseArchive, ErasedObjects } from './erase-archive.ts';
import type { Owner } from './ports.ts';
import type { EraseCheckpoints } from './replay/erase-checkpoints.ts';
import type { StateStore } from './state-store.ts';

/** The erasure cannot begin, with what to do about it. Nothing was written. */
export class EraseRefused extends Error {
  override readonly name = 'EraseRefused';
}

export interface ErasedEvents {
  readonly archive: ErasedObjects;
  readonly rejectedObjects: ErasedObjects;
  readonly rejectedItems: number;
  /** Copies of the state in which calls with the number were in progress: deleted. */
  readonly checkpoints: number;
}
export interface EraseNumberDeps {
  readonly findSite: FindSite;
  readonly findConfig: FindSiteConfig;
  readonly findConfigVersion: FindSiteConfigVersion;
  readonly states: Pick<StateStore<unknown>, 'read'>;
  readonly eraseArchive: EraseArchive;
  readonly eraseRejected: (owner: Owner, eraser: EventNumberEraser, dryRun: boolean) => Promise<number>;
  readonly eraseCheckpoints: EraseCheckpoints;
  readonly onProgress: (read: number, of: number) => void;
}

/** A number of a site, about to be erased. */
export interface EraseNumber {
  readonly owner: Owner;
  readonly eraser: EventNumberEraser;
  /** Versions of the configuration that hold the number: kept for ever, and not touched. */
  readonly configVersions: readonly number[];
  /** Archived batches, and what was rejected of them. */
  readonly erase: (dryRun: boolean) => Promise<ErasedEvents>;
  /** Whether calls in progress, or what else the engine has in mind, still name it. */
  readonly isInEngine: () => Promise<boolean>;
}

/** A device of the site, as it is configured now, has this number. */
const deviceOf = (config: SiteConfig, eraser: EventNumberEraser): string | null =>
  config.devices.find(({ number }) => eraser.isCaller(number) || eraser.isCaller(config.dialPlan.ddiPrefix + number))?.number ?? null;

/**
 * Prepares the erasure of a number at a site. It is found by every dial plan the site ever had, as a rebuild may use each.
 * @param e164 with its plus sign
 * @throws EraseRefused for a site that is not there, or a number that is the site's own
 */
export const createEraseNumber =
  (deps: EraseNumberDeps) =>
  async (siteId: SiteId, e164: string): Promise<EraseNumber> => {
    const site = await deps.findSite(siteId, null);
    if (site === null) throw new EraseRefused(`there is no site "${siteId}"`);
    const owner: Owner = { tenant: site.tenant, site: site.site };
    const current = await deps.findConfig(owner.tenant, owner.site);
    const configs = new Map<number, SiteConfig>();
    for (let version = 1; version <= (current?.version ?? 0); version += 1) {
      const found = await deps.findConfigVersion(owner.tenant, owner.site, version);
      if (found !== null) configs.set(version, found.config);
    }
    const eraser = createNumberEraser(e164, [defaultConfig(owner), ...configs.values()]);
    const own = current === null ? null : deviceOf(current.config, eraser);
    if (own !== null)
      throw new EraseRefused(
        `the number is that of device ${own} of the site itself, not of somebody outside: take it out of the configuration first`,
      );
    const holds = (value: unknown): boolean => {
      const text = JSON.stringify(value);
      return eraser.erase(text) !== text;
    };
    const { onProgress } = deps;
    return {
      owner,
      eraser,
      configVersions: [...configs].filter(([, config]) => holds(config)).map(([version]) => version),
      erase: async (dryRun) => ({
        archive: await deps.eraseArchive({ prefix: archivePrefix(owner.tenant, owner.site), eraser, dryRun, onProgress }),
        rejectedObjects: await deps.eraseArchive({ prefix: rejectedObjectsPrefix(owner.tenant, owner.site), eraser, dryRun, onProgress }),
        rejectedItems: await deps.eraseRejected(owner, eraser, dryRun),
        checkpoints: await deps.eraseCheckpoints(owner, eraser, dryRun),
      }),
      isInEngine: async () => {
        const read = await deps.states.read(owner);
        return read !== null && holds(read.state.engine);
      },
    };
  };
