import { z } from 'zod';

const flag = z.boolean().default(false);

export const deviceTypes = ['extension', 'huntGroup', 'trunk', 'agent', 'application', 'ddi'] as const;
export type DeviceType = (typeof deviceTypes)[number];

/** Site configuration as in the trace header; rule set 1 §1. Flags are false unless set; an import from a PBX sets first-import defaults itself. */
export const siteConfigSchema = z.object({
  id: z.string().min(1).default('site'),
  name: z.string().default(''),
  /** IANA zone. */
  timeZone: z.string().default('UTC'),
  /** ISO 3166 alpha-2. */
  country: z.string().length(2).default('GB'),
  /** `HH:MM` at which the statistics day starts. */
  resetTime: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
    .default('02:00'),
  nodes: z.array(z.object({ id: z.coerce.string(), name: z.string().default('') })).default([]),
  devices: z.array(
    z.object({
      number: z.string().min(1),
      type: z.enum(deviceTypes),
      name: z.string().default(''),
      node: z.coerce.string().nullable().default(null),
      /** Treat this device as not answering calls (L13144). */
      notAnswering: flag,
      /** Treat this device as not having rung (L13157). */
      notRung: flag,
      /** Hunt group: reset call timers when a call rings this group (L13170). */
      resetsTimers: flag,
      /** Hunt group of a personal router (DEE). */
      personal: flag,
    }),
  ),
  users: z
    .array(
      z.object({
        id: z.string().min(1),
        name: z.string().default(''),
        extensions: z.array(z.string()).default([]),
        agents: z.array(z.string()).default([]),
      }),
    )
    .default([]),
  speedDials: z.array(z.object({ name: z.string(), numbers: z.array(z.string()) })).default([]),
  contacts: z.array(z.object({ name: z.string(), numbers: z.array(z.string()) })).default([]),
  dialPlan: z
    .object({
      ddiPrefix: z.string().default(''),
      outboundPrefixes: z.array(z.string()).default([]),
      outsideLine: z.string().default(''),
      maxExtensionLength: z.number().int().positive().default(4),
      localAreaCodes: z.array(z.string()).default([]),
      serviceCodes: z.array(z.string()).default([]),
    })
    .prefault({}),
  settings: z
    .object({
      shortCallSeconds: z.number().nonnegative().default(20),
      resetTimersOncePerCall: z.boolean().default(true),
      ignoreAbandoned: z.boolean().default(false),
      abandonedSeconds: z.number().nonnegative().default(5),
      serviceLevelSeconds: z.number().positive().default(10),
      callRatePeriodMinutes: z.number().positive().default(30),
      ringCategories: z.array(z.number().positive()).length(6).default([5, 15, 30, 60, 120, 240]),
      returnWindowDays: z.number().positive().default(7),
      accountCodes: z
        .array(z.object({ code: z.string(), description: z.string().default('') }))
        .max(10)
        .default([]),
    })
    .prefault({}),
});

export type SiteConfig = z.output<typeof siteConfigSchema>;
export type SiteConfigInput = z.input<typeof siteConfigSchema>;
export type ConfiguredDevice = SiteConfig['devices'][number];
