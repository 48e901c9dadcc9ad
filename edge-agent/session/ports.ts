/** What a session needs of TCP; the real one is `connectTcp`, tests script theirs. */
export interface TcpPort {
  send(bytes: Uint8Array): void;
  /** Closes at once; `closed` is still called. */
  close(): void;
}

export interface TcpHandlers {
  opened(): void;
  received(bytes: Uint8Array): void;
  /** Exactly once, also when the connection never opened. `error` is null after an orderly end. */
  closed(error: string | null): void;
}

export type ConnectTcp = (target: { readonly host: string; readonly port: number }, handlers: TcpHandlers) => TcpPort;

export interface SessionClock {
  /** Epoch ms of the wall clock. */
  now(): number;
  /** Ms that never jump. */
  monotonic(): number;
}

export interface SessionTimers {
  /** Calls `run` once after `ms`; the answer cancels it. */
  set(ms: number, run: () => void): () => void;
}
