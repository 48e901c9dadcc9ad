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
  readonly followers: number;
}

export interface Follower {
  readonly tenant: string;
  readonly site: string;
  readonly board: string;
  readonly name: string;
  /** Of the template that the board shows. */
  readonly version: number;
}

export interface Template extends Omit<TemplateItem, 'followers'> {
  readonly content: BoardContent;
  readonly followers: readonly Follower[];
}

/** What became of a template at one site. */
export interface Applied {
  readonly site: string;
  readonly done: boolean;
  readonly detail: string;
}
