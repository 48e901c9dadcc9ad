export interface EraseOptions {
  readonly site: string;
  readonly subject:
    | { readonly kind: 'number'; readonly e164: string }
    | { readonly kind: 'agent'; readonly id: string }
    | { readonly kind: 'user'; readonly id: string };
  readonly by: string;
  readonly dryRun: boolean;
  readonly json: boolean;
  readonly dataDir: string;
}
export const eraseUsage: string;
export function parseEraseOptions(
  args: readonly string[],
  root: string,
  /** Login of who runs it. */
  user?: string,
):
  | { readonly help: true }
  | { readonly help?: never; readonly problem: string }
  | { readonly help?: never; readonly problem?: never; readonly options: EraseOptions };
