import { z } from 'zod';

const flag = z.boolean().default(false);

const instant = z.iso.datetime().nullable().default(null);

/** A number that belongs to a user from an instant (inclusive) to another (exclusive); null = since ever, for ever. A bare text is both. */
const assignmentSchema = z.union([
  z
    .string()
    .min(1)
    .transform((number) => ({ number, from: null, to: null })),
  z.object({ number: z.string().min(1), from: instant, to: instant }),
]);

export const deviceTypes = ['extension', 'huntGroup', 'trunk', 'agent', 'application', 'ddi'] as const;
export type DeviceType = (typeof deviceTypes)[number];

/** Ways to divide a service level; what each counts is with the figures (functions/statistics). */
export const serviceLevelFormulas = ['F1', 'F2', 'F3', 'F4', 'F5'] as const;
export type ServiceLevelFormula = (typeof serviceLevelFormulas)[number];

/** Another way to tell a service level, in force from the beginning of a statistics day on. */
const serviceLevelChangeSchema = z.object({
  /** `YYYY-MM-DD`: a statistics day of the site. */
  from: z.iso.date(),
  formula: z.enum(serviceLevelFormulas),
  seconds: z.number().positive(),
});

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
      /** Id of a business unit. */
      businessUnit: z.string().nullable().default(null),
    }),
  ),
  users: z
    .array(
      z.object({
        id: z.string().min(1),
        name: z.string().default(''),
        extensions: z.array(assignmentSchema).default([]),
        agents: z.array(assignmentSchema).default([]),
        businessUnit: z.string().nullable().default(null),
        /** Since when the user is no longer there; kept, because history names them. */
        deletedAt: instant,
      }),
    )
    .default([]),
  /** A plain tree: `parent` null at the top. */
  businessUnits: z
    .array(z.object({ id: z.string().min(1), name: z.string().default(''), parent: z.string().nullable().default(null) }))
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
      /** Which of the five service level formulas counts (rule set 1 §7). */
      serviceLevelFormula: z.enum(serviceLevelFormulas).default('F3'),
      /** What stands above is version 1, in force since ever; each of these, in order of day, is the next one. */
      serviceLevelChanges: z.array(serviceLevelChangeSchema).max(100).default([]),
      /** A lost call should be returned within so many minutes of its end. */
      callBackDueMinutes: z.number().positive().default(60),
      /** Headers of the five tag fields; empty = "Tag Field n". */
      tagFieldNames: z.array(z.string()).max(5).default([]),
      accountCodes: z
        .array(z.object({ code: z.string(), description: z.string().default('') }))
        .max(10)
        .default([]),
    })
    .prefault({}),
});

export type SiteConfig = z.output<typeof siteConfigSchema>;

/** The call rate period as reports are cut by it: whole minutes, a day at most. */
export const periodMinutesOf = ({ settings }: Pick<SiteConfig, 'settings'>): number =>
  Math.min(1_440, Math.max(1, Math.floor(settings.callRatePeriodMinutes)));
export type SiteConfigInput = z.input<typeof siteConfigSchema>;
export type ConfiguredDevice = SiteConfig['devices'][number];
export type Assignment = z.output<typeof assignmentSchema>;
