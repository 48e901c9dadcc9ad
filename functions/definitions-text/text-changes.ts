import { auditNote } from '../audit/audit.ts';
import type { AuditAction, AuditNote, DoneBy } from '../audit/types.ts';
import { mayDo } from '../identity/permissions.ts';
import type { Permission, Principal } from '../identity/types.ts';
import { counted } from '../runtime/counted.ts';
import { ProblemError } from '../runtime/problem.ts';
import { faultsAtMost } from './constants.ts';
import { type DiffLine, diffLines, withContext } from './core/diff-lines.ts';
import { printYaml } from './print-document.ts';
import type { Placed, TextFault } from './read-document.ts';

/** What a text does to one thing. */
export interface TextChange<K extends string = string> {
  readonly kind: K;
  readonly id: string;
  readonly name: string;
  readonly change: 'add' | 'change' | 'same';
  readonly lines: readonly DiffLine[];
}
/** One thing of the text, against what there is. */
export interface Planned<T, B, K extends string = string> {
  readonly told: TextChange<K>;
  readonly value: T;
  readonly before: B | null;
}

const linesOf = (written: object): readonly string[] => printYaml(written).trimEnd().split('\n');

/** @param before as it is written now; null = it is new */
export const textChange = <K extends string>(kind: K, id: string, name: string, before: object | null, after: object): TextChange<K> => {
  if (before === null) return { kind, id, name, change: 'add', lines: linesOf(after).map((text) => ({ sign: '+', text })) };
  const lines = withContext(diffLines(linesOf(before), linesOf(after)));
  const same = lines.every(({ sign }) => sign === ' ');
  return { kind, id, name, change: same ? 'same' : 'change', lines: same ? [] : lines };
};
export const isChange = ({ told }: { readonly told: TextChange }): boolean => told.change !== 'same';
export const added = (planned: readonly { readonly told: TextChange }[]): number =>
  planned.filter(({ told }) => told.change === 'add').length;

/** Why a role may not do it, in words; null = it may. */
export const lacks = (who: Principal, permission: Permission): string | null =>
  mayDo(who, permission) ? null : `the role "${who.role}" lacks ${permission}`;

/** Collects what is wrong, by line. */
export class TextFaults {
  readonly found: TextFault[] = [];
  add(placed: Pick<Placed<unknown>, 'lineOf'>, path: readonly PropertyKey[], detail: string): void {
    this.found.push({ line: placed.lineOf(path), detail });
  }
  /** @throws ProblemError `bad-request` with each line */
  refuse(): void {
    if (this.found.length === 0) return;
    throw new ProblemError(
      'bad-request',
      `${counted(this.found.length, 'thing', 'things')} of the text cannot be taken; nothing was imported.`,
      {
        errors: this.found
          .toSorted((a, b) => a.line - b.line)
          .slice(0, faultsAtMost)
          .map(({ line, detail }) => ({ pointer: `#/lines/${line}`, detail: `Line ${line}: ${detail}`, in: 'body' })),
      },
    );
  }
}

/** The row of the audit for all changes of a kind, or those of one step. */
export const importNote = (
  doing: DoneBy,
  now: number,
  { action, kind }: { readonly action: AuditAction; readonly kind: string },
  planned: readonly { readonly told: TextChange }[],
  step: { readonly n: number; readonly of: number } = { n: 1, of: 1 },
): AuditNote => {
  const told = planned.filter(isChange).map((one) => one.told);
  const signed = (lines: readonly DiffLine[], wanted: DiffLine['sign']): string =>
    lines
      .filter(({ sign }) => sign === wanted)
      .map(({ text }) => text.trim())
      .join('; ');
  return auditNote(doing, now, {
    action,
    object: `${kind} from text`,
    summary: `${told.filter((one) => one.change === 'add').length} added, ${told.filter((one) => one.change === 'change').length} changed${step.of === 1 ? '' : ` (step ${step.n} of ${step.of})`}`,
    changes: told.map((one) => ({
      path: `/${one.kind}s/${one.id}`,
      before: one.change === 'add' ? undefined : signed(one.lines, '-'),
      after: signed(one.lines, '+'),
    })),
  });
};

/** Somebody saved in between. */
export const overtakenText = (kind: string): ProblemError =>
  new ProblemError('conflict', `Somebody changed ${kind} at the same moment, and none were imported: import the text again.`);
/**
 * Before anything is looked up for it: a text of 1 MB has thousands of things, and no site that many. @throws ProblemError `too-large`
 */
export const refuseLongSection = (most: number, kind: string, given: number): void => {
  if (given > most)
    throw new ProblemError('too-large', `The text has ${given} ${kind}, and a site has at most ${most}: leave those out that nobody uses.`);
};
/** @param coming those that are new @throws ProblemError `conflict` */
export const refuseMoreThan = (most: number, kind: string, present: number, coming: number): void => {
  if (coming > 0 && present + coming > most)
    throw new ProblemError('conflict', `With this text the site would have more than ${most} ${kind}: delete those that nobody uses.`);
};
