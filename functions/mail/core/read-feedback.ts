import { z } from 'zod';
import { siteIdSchema, tenantIdSchema } from '../../domain/ids.ts';

const recipient = z.object({ emailAddress: z.string().min(3).max(320), diagnosticCode: z.string().optional() });
const tags = z.looseObject({ tenant: z.tuple([tenantIdSchema]), site: z.tuple([siteIdSchema]) });
const feedback = z.discriminatedUnion('eventType', [
  z.object({
    eventType: z.literal('Bounce'),
    mail: z.object({ tags }),
    bounce: z.object({
      bounceType: z.enum(['Permanent', 'Transient', 'Undetermined']),
      bouncedRecipients: z.array(recipient),
      timestamp: z.iso.datetime(),
    }),
  }),
  z.object({
    eventType: z.literal('Complaint'),
    mail: z.object({ tags }),
    complaint: z.object({
      complainedRecipients: z.array(recipient),
      complaintFeedbackType: z.string().optional(),
      timestamp: z.iso.datetime(),
    }),
  }),
]);

export interface ReadFeedback {
  readonly tenant: z.output<typeof tenantIdSchema>;
  readonly site: z.output<typeof siteIdSchema>;
  /** Not to be written to again. */
  readonly stop: readonly {
    readonly address: string;
    readonly why: 'bounce' | 'complaint';
    readonly detail: string;
    readonly at: number;
  }[];
  /** Addresses that could not be reached for the moment. */
  readonly transient: number;
}

/** Bare, where the mail service repeats a name beside it. */
const bare = (address: string): string => (/<([^<>]+)>\s*$/.exec(address)?.[1] ?? address).trim();
const detailCharacters = 300;

/**
 * What an event of the mail service says of recipients; null = it is none that can be read. Whose mail it was is told by the tags that we
 * gave it, never by the address.
 */
export const readFeedback = (event: unknown): ReadFeedback | null => {
  const parsed = feedback.safeParse(event);
  if (!parsed.success) return null;
  const {
    tenant: [tenant],
    site: [site],
  } = parsed.data.mail.tags;
  if (parsed.data.eventType === 'Complaint') {
    const { complainedRecipients, complaintFeedbackType = '', timestamp } = parsed.data.complaint;
    const stop = complainedRecipients.map(({ emailAddress }) => ({
      address: bare(emailAddress),
      why: 'complaint' as const,
      detail: complaintFeedbackType.slice(0, detailCharacters),
      at: Date.parse(timestamp),
    }));
    return { tenant, site, stop, transient: 0 };
  }
  const { bounceType, bouncedRecipients, timestamp } = parsed.data.bounce;
  if (bounceType !== 'Permanent') return { tenant, site, stop: [], transient: bouncedRecipients.length };
  const stop = bouncedRecipients.map(({ emailAddress, diagnosticCode = '' }) => ({
    address: bare(emailAddress),
    why: 'bounce' as const,
    detail: diagnosticCode.slice(0, detailCharacters),
    at: Date.parse(timestamp),
  }));
  return { tenant, site, stop, transient: 0 };
};
