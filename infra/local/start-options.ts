/** What `npm start` was asked for. */
export interface StartOptions {
  /** 0 = any free one. */
  readonly port: number;
  readonly json: boolean;
  readonly reset: boolean;
  readonly dataDir: string;
  /** Start the demo phone systems. */
  readonly simulator: boolean;
  /** Phone system of the demo site instead of the simulator. */
  readonly oai: { readonly host: string; readonly port: number } | null;
  /** Calls an hour. */
  readonly rate: number;
  readonly speed: number;
}
