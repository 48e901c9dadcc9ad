import type { BoardContent, BoardKind, FilterRef, Notice, ShownView } from '../domain/board.ts';
import type { EpochMs, SiteId, TenantId } from '../domain/ids.ts';
import type { Principal, SiteScope } from '../identity/types.ts';

export interface Person {
  readonly id: string;
  readonly name: string;
}

/** What a site says otherwise than the template its board follows. */
export interface Overrides {
  readonly name: string | null;
  /** By view, where it differs; null = no filter. */
  readonly filters: Readonly<Record<string, FilterRef | null>>;
}

/** Where a board came from. */
export interface TemplateLink {
  readonly id: string;
  readonly name: string;
  /** Version of the template that the board shows. */
  readonly version: number;
  /** False: it was only made from it, and goes its own way. */
  readonly follows: boolean;
  readonly overrides: Overrides;
}

/** Everything of a board that lists and rights need; its row carries it beside the packed content. */
export interface BoardHead {
  readonly id: string;
  readonly kind: BoardKind;
  readonly name: string;
  /** Null: nobody's own, such as one made from a template. */
  readonly owner: Person | null;
  readonly shared: boolean;
  readonly version: number;
  /** The version it began with; above 1 when a board of the same id was deleted shortly before. */
  readonly firstVersion: number;
  readonly updatedAt: EpochMs;
  readonly updatedBy: Person;
  readonly template: TemplateLink | null;
  readonly views: readonly { readonly id: string; readonly name: string }[];
  /** Ids of the saved filters it uses. */
  readonly filters: readonly string[];
}
export interface StoredBoard extends BoardHead {
  readonly content: BoardContent;
}
export interface BoardVersion {
  readonly version: number;
  readonly at: EpochMs;
  readonly by: Person;
  readonly content: BoardContent;
}
export type BoardVersionHead = Omit<BoardVersion, 'content'>;

/** What rows that others should hear of carry beside their own. */
export interface Announced {
  readonly tenant: TenantId;
  readonly site: SiteId;
  readonly notice: Notice;
}

/** A figure of a view as the socket asks for it; `filter` is a `FilterSpec` in which everything that narrows it is joined. */
export interface ShownFigure {
  readonly id: string;
  readonly statistic: string;
  readonly template?: string;
  readonly filter: Readonly<Record<string, unknown>> | null;
}
/** A view worked out: what the page needs, what is to be computed, and whether it draws calls and devices themselves. */
export interface ShownBoard {
  readonly shown: ShownView;
  readonly figures: readonly ShownFigure[];
  readonly needsLive: boolean;
}
/**
 * @param view null = the first
 * @throws ProblemError `not-found` for a board or view that is not there or not theirs to know, `forbidden` when the role lacks its kind
 */
export type ShowBoard = (scope: SiteScope, principal: Principal, board: string, view: string | null) => Promise<ShownBoard>;

/** Names of all global variables and fields of external data of a site, by `Field.value`. */
export type FindValueNames = (scope: SiteScope) => Promise<ReadonlyMap<string, string>>;

/** A global variable, as the text of a site has it. */
export interface TextVariable {
  readonly id: string;
  readonly name: string;
  readonly value: string;
}

/** A board of a reseller that many sites can show. */
export interface TemplateHead {
  readonly id: string;
  readonly name: string;
  readonly kind: BoardKind;
  readonly version: number;
  readonly updatedAt: EpochMs;
  readonly updatedBy: Person;
  /** It is being deleted: nobody can follow it any more. */
  readonly closing: boolean;
  /** Newest first, the last 50. */
  readonly changes: readonly { readonly at: EpochMs; readonly by: Person; readonly version: number; readonly what: string }[];
}
export interface StoredTemplate extends TemplateHead {
  readonly content: BoardContent;
}
/** A board that follows a template; it lags while `version` is below the template's. */
export interface Follower {
  readonly template: string;
  readonly tenant: TenantId;
  readonly site: SiteId;
  readonly board: string;
  readonly version: number;
}
