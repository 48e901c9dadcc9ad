import type { AuditWrite } from '../audit/types.ts';
import type { Access, Principal, SiteScope } from '../identity/types.ts';
import type { Log } from '../runtime/log.ts';
import type { FindSite } from '../tenants/types.ts';
import type { PairingStore } from './pairing-store.ts';
import type { ScreenStore } from './screen-store.ts';

/** A board as far as the principal may see it. @throws ProblemError `not-found`, `forbidden` */
export type FindBoard = (
  scope: SiteScope,
  principal: Principal,
  board: string,
) => Promise<{ readonly name: string; readonly views: readonly { readonly id: string }[] }>;

export interface ScreensRoutesDeps {
  readonly access: Access;
  readonly store: ScreenStore;
  readonly pairings: PairingStore;
  readonly findBoard: FindBoard;
  readonly findSite: FindSite;
  readonly audit: AuditWrite;
  readonly randomBytes: (n: number) => Uint8Array;
  readonly now: () => number;
  readonly log: Log;
}
