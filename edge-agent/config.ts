import { z } from 'zod';

/** Missing and malformed settings, each named. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly variables: readonly string[];
  constructor(variables: readonly string[], message: string) {
    super(message);
    this.variables = variables;
  }
}

const required = (what: string) => z.string({ error: `missing: set it to ${what}` }).min(1, `empty: set it to ${what}`);
const isLoopback = (host: string): boolean => host === 'localhost' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host);
/** Everything goes out encrypted; plain http only within this machine. */
const address = (text: string): boolean => {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname } = new URL(text);
  return protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname));
};
const addressRule = 'not an https address (http is for this machine only)';

const settingsSchema = z.object({
  TRUNKLINE_API: required('the address of the API, https://…').refine(address, addressRule),
  TRUNKLINE_DATA_DIR: required('a directory that survives restarts and belongs to this agent alone'),
  TRUNKLINE_ENROLMENT_CODE: z.string().min(12, 'shorter than a code').optional(),
  TRUNKLINE_AGENT_NAME: z.string().min(1).max(100).optional(),
  TRUNKLINE_OAI_HOST: required('the host name or address of the PBX or CT Gateway'),
  TRUNKLINE_OAI_PORT: z.coerce.number('not a port').int().min(1).max(65_535).default(4_000),
  TRUNKLINE_OAI_PASSWORD: z.string({ error: 'missing: set it to the OAI password of the PBX, or to nothing if it has none' }),
  TRUNKLINE_OAI_NAME: z.string().min(1).max(20).default('Trunkline'),
  TRUNKLINE_SPOOL_LIMIT_BYTES: z.coerce.number('not a number').int().min(1_048_576, 'less than 1 MiB').default(1_073_741_824),
  TRUNKLINE_KINESIS_ENDPOINT: z.string().refine(address, addressRule).optional(),
});

export interface AgentConfig {
  readonly api: string;
  readonly dataDirectory: string;
  readonly enrolmentCode: string | null;
  readonly name: string;
  readonly oai: { readonly host: string; readonly port: number; readonly password: string; readonly name: string };
  readonly spoolLimitBytes: number;
  readonly kinesisEndpoint: string | null;
}

export type Settings = Readonly<Record<string, unknown>>;

/** An empty variable means what a missing one means, except for the password. */
const given = (settings: Settings): Settings =>
  Object.fromEntries(
    Object.entries(settings).filter(([name, value]) => value !== undefined && (value !== '' || name === 'TRUNKLINE_OAI_PASSWORD')),
  );

/**
 * Settings of the agent from its environment and, for what is not there, from its configuration file (a JSON object of the same names).
 * @throws ConfigError naming every variable that is missing or wrong, never their values
 */
export const parseAgentConfig = (environment: Settings, file: Settings, hostName: string): AgentConfig => {
  const parsed = settingsSchema.safeParse({ ...given(file), ...given(environment) });
  if (!parsed.success) {
    const problems = parsed.error.issues.map(({ path, message }) => ({ name: String(path[0]), message }));
    throw new ConfigError(
      problems.map(({ name }) => name),
      problems.map(({ name, message }) => `${name}: ${message}`).join('; '),
    );
  }
  const settings = parsed.data;
  return {
    api: settings.TRUNKLINE_API,
    dataDirectory: settings.TRUNKLINE_DATA_DIR,
    enrolmentCode: settings.TRUNKLINE_ENROLMENT_CODE ?? null,
    name: settings.TRUNKLINE_AGENT_NAME ?? hostName,
    oai: {
      host: settings.TRUNKLINE_OAI_HOST,
      port: settings.TRUNKLINE_OAI_PORT,
      password: settings.TRUNKLINE_OAI_PASSWORD,
      name: settings.TRUNKLINE_OAI_NAME,
    },
    spoolLimitBytes: settings.TRUNKLINE_SPOOL_LIMIT_BYTES,
    kinesisEndpoint: settings.TRUNKLINE_KINESIS_ENDPOINT ?? null,
  };
};
