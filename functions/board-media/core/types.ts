import type { MediaType } from '../constants.ts';

/** A picture, sound or video of a site. */
export interface Media {
  readonly id: string;
  readonly name: string;
  readonly contentType: MediaType;
  readonly bytes: number;
  /** `waiting`: promised, but not checked yet; nothing may show it. */
  readonly state: 'waiting' | 'ready';
  /** ISO 8601 */
  readonly createdAt: string;
  readonly createdBy: { readonly id: string; readonly name: string };
  /** Epoch seconds; a promise that nobody kept is gone then. Null when ready. */
  readonly expiresAt: number | null;
}

/** A request the browser makes itself. */
export interface SignedUpload {
  readonly url: string;
  /** To be sent as they are; the browser adds the length, which is signed as well. */
  readonly headers: Readonly<Record<string, string>>;
}
export interface SignedLink {
  readonly url: string;
  /** ISO 8601 */
  readonly expiresAt: string;
}
