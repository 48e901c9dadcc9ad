import type { Assignment, DeviceType, SiteConfig } from '../../../../functions/domain/site-config.ts';

export type { Assignment, DeviceType };
export type Device = SiteConfig['devices'][number];
export type Unit = SiteConfig['businessUnits'][number];
export type Settings = SiteConfig['settings'];
/** `deletedAt` in epoch ms, as all instants of that name on the page. */
export type User = Omit<SiteConfig['users'][number], 'deletedAt'> & { readonly deletedAt: number | null };
export type Configuration = Omit<SiteConfig, 'users'> & { readonly users: readonly User[] };

export interface Head {
  readonly version: number;
  readonly at: number;
  readonly author: string;
  readonly authorName: string;
}

export interface ConfigurationVersion extends Head {
  readonly configuration: Configuration;
}

export interface VersionNote extends Head {
  readonly words: readonly string[];
  readonly changeCount: number;
  readonly changesPast: boolean;
}

export interface Change {
  readonly path: string;
  readonly before: unknown;
  readonly after: unknown;
}

export type AssignmentKind = 'extension' | 'agent';

/** A number that would have belonged to somebody else for a time already gone; ISO instants, null = since ever. */
export interface PastChange {
  readonly kind: AssignmentKind;
  readonly number: string;
  readonly from: string | null;
  readonly to: string;
}

export interface Outcome extends Head {
  readonly saved: boolean;
  readonly changes: readonly Change[];
  readonly words: readonly string[];
  readonly past: readonly PastChange[];
  readonly warnings: readonly { readonly pointer: string; readonly detail: string }[];
}

export interface DirectoryImport {
  readonly link: string;
  readonly at: number;
  readonly version: number;
  readonly added: readonly string[];
  readonly renamed: readonly string[];
  readonly missing: readonly string[];
}

export interface AuditRow {
  readonly id: string;
  readonly at: number;
  readonly site: string | null;
  readonly who: { readonly kind: string; readonly id: string; readonly name: string; readonly role: string | null };
  readonly action: string;
  readonly object: string;
  readonly summary: string;
  readonly changes: readonly { readonly path: string; readonly before: string | null; readonly after: string | null }[];
  readonly changeCount: number;
  readonly changesPast: boolean;
  readonly requestId: string | null;
}
