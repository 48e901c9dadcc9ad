export interface RebuildOptions {
  readonly site: string;
  readonly from: string;
  readonly to: string;
  readonly config: 'then' | 'current';
  readonly dryRun: boolean;
  readonly acceptDamage: boolean;
  readonly all: boolean;
  readonly json: boolean;
  readonly dataDir: string;
}
export const rebuildUsage: string;
export function parseRebuildOptions(
  args: readonly string[],
  root: string,
):
  | { readonly help: true }
  | { readonly help?: never; readonly problem: string }
  | { readonly help?: never; readonly problem?: never; readonly options: RebuildOptions };
