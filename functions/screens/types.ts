import type { EpochMs, SiteId, TenantId } from '../domain/ids.ts';

/** A wall screen as its customer sees it. */
export interface Screen {
  readonly screen: string;
  readonly tenant: TenantId;
  readonly site: SiteId;
  readonly name: string;
  readonly board: string;
  /** As it was called when it was chosen; used where the board itself cannot be asked. */
  readonly boardName: string;
  /** Null = all views of the board in turn. */
  readonly view: string | null;
  readonly cycleSeconds: number;
  /** Counts how often somebody asked it to load anew. */
  readonly reload: number;
  readonly show: Show | null;
  readonly pairedAt: EpochMs;
  readonly pairedBy: string;
}
/** Something to be shown in place of its board for a while. */
export interface Show {
  readonly board: string;
  readonly view: string | null;
  readonly until: EpochMs;
}

/** What a screen last said of itself. */
export interface Seen {
  readonly screen: string;
  readonly lastSeenAt: EpochMs;
  readonly version: string;
  readonly viewport: { readonly width: number; readonly height: number };
  readonly showing: { readonly board: string; readonly view: string | null } | null;
}

/** What proves a screen. Tokens by their SHA-256 only. */
export interface ScreenCredentials {
  readonly screen: string;
  readonly tenant: TenantId;
  readonly site: SiteId;
  readonly reseller: string;
  /** Hash of the code it was paired with: only that pairing may fetch the first token. */
  readonly pairing: string;
  /** Null until the screen fetched it. */
  readonly tokenSha256: string | null;
  readonly tokenMadeAt: EpochMs | null;
  readonly tokenUsedAt: EpochMs | null;
  /** Given out by a rotation and not used yet. */
  readonly nextSha256: string | null;
  readonly nextMadeAt: EpochMs | null;
}

/** A screen that waits for somebody to type its code. */
export interface Pairing {
  readonly codeSha256: string;
  readonly secretSha256: string;
  readonly description: string;
  readonly validUntil: EpochMs;
  /** The screen it became. */
  readonly screen: string | null;
}
