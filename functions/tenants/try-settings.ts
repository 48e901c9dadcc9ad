import type { SiteConfig } from '../domain/site-config.ts';
import { ProblemError } from '../runtime/problem.ts';
import { jsonPointer } from '../runtime/validation.ts';
import { applyEdits } from './core/apply-edits.ts';
import { configEditSchema } from './core/config-edits.ts';
import { planSave } from './core/plan-save.ts';

/** A change of report settings that is tried, not saved. */
export interface SettingsChange {
  readonly settings: Readonly<Record<string, unknown>>;
  readonly resetTime?: string | undefined;
}

/** The configuration as the change would leave it, checked as if it were saved. @throws ProblemError `bad-request` naming each fault */
export const trySettings = (config: SiteConfig, { settings, resetTime }: SettingsChange, now: number): SiteConfig => {
  const refuse = (faults: readonly { readonly path: readonly (string | number)[]; readonly detail: string }[]): void => {
    if (faults.length > 0)
      throw new ProblemError('bad-request', `${faults.length} of the settings cannot be taken.`, {
        errors: faults.map(({ path, detail }) => ({ pointer: jsonPointer(path), detail, in: 'body' })),
      });
  };
  const given = [
    { edit: 'changeSettings', set: settings },
    ...(resetTime === undefined ? [] : [{ edit: 'changeSite', set: { resetTime } }]),
  ];
  const edits = given.flatMap((one) => {
    const parsed = configEditSchema.safeParse(one);
    if (parsed.success) return [parsed.data];
    refuse(
      parsed.error.issues.map(({ path, message }) => ({
        path:
          path[0] === 'set'
            ? (one.edit === 'changeSite' ? path.slice(1) : ['settings', ...path.slice(1)]).map((step) =>
                typeof step === 'symbol' ? '' : step,
              )
            : ['settings'],
        detail: message,
      })),
    );
    return [];
  });
  const { config: after, faults } = applyEdits(config, edits, new Date(now).toISOString());
  refuse(faults.map(({ detail }) => ({ path: ['settings'], detail })));
  refuse(planSave(config, after, now).faults);
  return after;
};
