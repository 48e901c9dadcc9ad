import { createHash } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { type AgentLog, errorText } from '../log.ts';
import { computeBackOffMs } from '../uplink/back-off.ts';
import { type CloudApi, CloudError, type Enrolment } from '../uplink/cloud-api.ts';
import { pause } from '../uplink/pause.ts';
import { IdentityError } from './errors.ts';
import { type EnrolledIdentity, identityFile, pendingFile, readIdentity, type StoredIdentity, writeIdentity } from './identity-file.ts';
import { generateKeys } from './keys.ts';

export interface EnrolDeps {
  readonly dataDirectory: string;
  /** `TRUNKLINE_ENROLMENT_CODE`; null when not set. */
  readonly code: string | null;
  readonly name: string;
  readonly version: string;
  readonly api: string;
  readonly cloud: Pick<CloudApi, 'enrol'>;
  readonly log: AgentLog;
  readonly now: () => number;
  readonly random: () => number;
  readonly signal: AbortSignal;
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

const newIdentity = async (dataDirectory: string): Promise<StoredIdentity> => {
  const made: StoredIdentity = { v: 1, ...generateKeys(), enrolled: null };
  await writeIdentity(pendingFile(dataDirectory), made);
  return made;
};

/** Asks until there is an answer; only a refusal ends it. */
const askCloud = async (deps: EnrolDeps, code: string, publicKey: string): Promise<Enrolment> => {
  for (let attempt = 1; ; attempt += 1) {
    deps.signal.throwIfAborted();
    try {
      return await deps.cloud.enrol({ code, publicKey, name: deps.name, version: deps.version });
    } catch (error) {
      if (error instanceof CloudError && error.code === 'cloud.refused')
        throw new IdentityError('identity.codeRefused', `enrolment refused: ${error.message}`, { cause: error });
      deps.log.warn('enrolment is waiting for the cloud', { attempt, error: errorText(error) });
      await pause(computeBackOffMs(attempt, deps.random), deps.signal);
    }
  }
};

/**
 * The agent's identity: read, or at the first start made with the one-time code. The key pair is on disk before the code is used, and
 * the cloud answers a repeated request of the same key alike, so a crash in between loses nothing.
 * @throws IdentityError
 */
export const ensureIdentity = async (deps: EnrolDeps): Promise<EnrolledIdentity> => {
  await mkdir(deps.dataDirectory, { recursive: true, mode: 0o700 });
  const stored = await readIdentity(identityFile(deps.dataDirectory));
  const known = stored?.enrolled ?? null;
  if (stored !== null && known !== null) {
    if (deps.code !== null && sha256(deps.code) !== known.codeSha256)
      throw new IdentityError(
        'identity.alreadyEnrolled',
        `${deps.dataDirectory} is already enrolled as agent ${known.agent} of site ${known.site}: unset TRUNKLINE_ENROLMENT_CODE, or give the new agent an empty TRUNKLINE_DATA_DIR`,
      );
    return { ...stored, enrolled: known };
  }
  if (deps.code === null)
    throw new IdentityError(
      'identity.notEnrolled',
      `this agent is not enrolled yet: set TRUNKLINE_ENROLMENT_CODE to a code made for its site (valid for 24 hours)`,
    );
  const keys = (await readIdentity(pendingFile(deps.dataDirectory))) ?? (await newIdentity(deps.dataDirectory));
  const enrolment = await askCloud(deps, deps.code, keys.publicKey);
  const enrolled = { ...enrolment, api: deps.api, codeSha256: sha256(deps.code), enrolledAt: new Date(deps.now()).toISOString() };
  await writeIdentity(identityFile(deps.dataDirectory), { ...keys, enrolled });
  await rm(pendingFile(deps.dataDirectory), { force: true });
  deps.log.info('enrolled', { agent: enrolled.agent, site: enrolled.site });
  return { ...keys, enrolled };
};
