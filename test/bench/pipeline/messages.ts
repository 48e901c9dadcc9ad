/** What the processes of the pipeline benchmark tell each other. */
export interface Usage {
  readonly cpuSeconds: number;
  readonly rssMiB: number;
}
/** Calls of AWS services since the start, by `service operation`, and bytes of their requests. */
export interface AwsCalls {
  readonly counts: Readonly<Record<string, number>>;
  readonly requestBytes: number;
}
export interface StackReady {
  readonly api: string;
  readonly ws: string;
  readonly token: string;
  readonly codes: Readonly<Record<string, string>>;
}
export interface StackReport extends Usage, AwsCalls {
  readonly failedBatches: number;
}
export interface LoadReport extends Usage {
  /** PBX lines raised, events numbered, events on the stream, since the start; `depth` = events not on the stream yet, largest of the sites. */
  readonly lines: number;
  readonly events: number;
  readonly sent: number;
  readonly depth: number;
  readonly refused: number;
  readonly batches: number;
  /** Links that are up. */
  readonly up: number;
}
export type LoadCommand =
  | { readonly do: 'report' }
  | { readonly do: 'load'; readonly sites: number; readonly linesPerSecond: number }
  | { readonly do: 'end' };

export const usage = (): Usage => {
  const { user, system } = process.cpuUsage();
  return { cpuSeconds: (user + system) / 1e6, rssMiB: Math.round(process.memoryUsage.rss() / 2 ** 20) };
};

export const siteName = (i: number): string => `bench-${i}`;
