import type { BoardContent } from '../../../../functions/domain/board.ts';

interface Person {
  readonly id: string;
  readonly name: string;
}

/** A board of the reseller that many sites can show. */
export interface TemplateItem {
  readonly id: string;
  readonly name: string;
  readonly kind: 'wallboard' | 'dashboard';
  readonly version: number;
  readonly updatedAt: number;
  readonly updatedBy: Person;
  /** Boards that follow it, and those of them that show an older version. */
  readonly followers: number;
  readonly lagging: number;
}

export interface Follower {
  readonly tenant: string;
  readonly site: string;
  readonly board: string;
  /** Of the template that the board shows. */
  readonly version: number;
  readonly lags: boolean;
}

export interface Template extends TemplateItem {
  readonly content: BoardContent;
  readonly followedBy: readonly Follower[];
  /** Newest first. */
  readonly changes: readonly { readonly at: number; readonly by: Person; readonly version: number; readonly what: string }[];
}

export type SiteResult = 'made' | 'updated' | 'same' | 'forked' | 'gone' | 'refused' | 'failed';

/** What became of a template at one site. */
export interface Applied {
  readonly site: string;
  readonly result: SiteResult;
  readonly detail: string;
}
