import { z } from 'zod';
import type { Brand } from './brand.ts';

/** Customer id: the tenant. Every key, object prefix, message and log line begins with it. */
export type TenantId = Brand<string, 'TenantId'>;
/** Site id, unique on the whole platform. */
export type SiteId = Brand<string, 'SiteId'>;
/** One spool of one agent; a new spool is a new link. */
export type LinkId = Brand<string, 'LinkId'>;
/** Number of an event within its link, from 1 without holes. */
export type SequenceNo = Brand<number, 'SequenceNo'>;
/** Milliseconds since 1970-01-01T00:00:00Z. */
export type EpochMs = Brand<number, 'EpochMs'>;
/** Length of time in whole milliseconds. */
export type DurationMs = Brand<number, 'DurationMs'>;
/** `<siteId>-<node>-<pbxCallId>-<start epoch ms in base 36>` (rule set 1 §2). */
export type LogicalCallId = Brand<string, 'LogicalCallId'>;
/** `<logicalCallId>.<segmentNo>` (rule set 1 §2). */
export type SegmentId = Brand<string, 'SegmentId'>;

const slug = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

export const tenantIdSchema = z
  .string()
  .regex(slug, 'tenant id: lower-case letters, digits, hyphens')
  .transform((s) => s as TenantId);
export const siteIdSchema = z
  .string()
  .regex(slug, 'site id: lower-case letters, digits, hyphens')
  .transform((s) => s as SiteId);
/** Written by the agent and part of keys and of maps by link, so no text that a key or a plain object would take for something else. */
export const linkIdSchema = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[^\p{Cc}\p{Cs}]+$/u, 'link: no control characters')
  .refine((s) => !(s in Object.prototype), 'link: a name that every object has')
  .transform((s) => s as LinkId);
/** Far beyond what any agent numbers, and far enough below the largest exact number to go on counting. */
const largestSequenceNo = 1e15;
/** End of the year 9999: later instants are longer in ISO 8601 and would no longer sort as text. */
export const latestEpochMs = 253_402_300_799_999;

export const sequenceNoSchema = z
  .number()
  .int()
  .positive()
  .max(largestSequenceNo)
  .transform((n) => n as SequenceNo);
export const epochMsSchema = z
  .number()
  .int()
  .nonnegative()
  .max(latestEpochMs)
  .transform((n) => n as EpochMs);

export const epochMs = (n: number): EpochMs => n as EpochMs;
export const durationMs = (n: number): DurationMs => n as DurationMs;

/** @example logicalCallId('harbour', '1', '1F01', 1772442000000) // 'harbour-1-1F01-mm8y7c00' */
export const logicalCallId = (site: string, node: string, pbxCallId: string, startedAt: number): LogicalCallId =>
  `${site}-${node}-${pbxCallId}-${startedAt.toString(36)}` as LogicalCallId;

export const segmentId = (call: LogicalCallId, segmentNo: number): SegmentId => `${call}.${segmentNo}` as SegmentId;

/** Start instant carried in a logical call id; `null` when the text is not one. */
export const callStartOf = (id: string): EpochMs | null => {
  const tail = /-([0-9a-z]{1,10})(?:\.\d+)?$/.exec(id)?.[1];
  return tail === undefined ? null : epochMs(Number.parseInt(tail, 36));
};
