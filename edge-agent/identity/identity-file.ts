import { open, readFile, rename, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { IdentityError } from './errors.ts';

/** Key pair of the agent and, once enrolled, who it is. Keys in base64: raw public key, PKCS #8 private key. */
const storedSchema = z.object({
  v: z.literal(1),
  publicKey: z.string().length(44),
  privateKey: z.string().min(1),
  enrolled: z
    .object({
      agent: z.string().min(1),
      tenant: z.string().min(1),
      site: z.string().min(1),
      stream: z.string().min(1),
      region: z.string().min(1),
      api: z.string().min(1),
      /** SHA-256 of the code, so that the same code left in the environment is no error. */
      codeSha256: z.string(),
      enrolledAt: z.string(),
    })
    .nullable(),
});
export type StoredIdentity = z.output<typeof storedSchema>;
export type EnrolledIdentity = StoredIdentity & { readonly enrolled: NonNullable<StoredIdentity['enrolled']> };

/** There once the agent is enrolled, and only then. */
export const identityFile = (dataDirectory: string): string => join(dataDirectory, 'identity.json');
/** The key pair while its enrolment is under way. */
export const pendingFile = (dataDirectory: string): string => join(dataDirectory, 'identity.pending.json');

/**
 * @returns null when there is none yet
 * @throws IdentityError `identity.permissions` when others than the owner may read it, `identity.damaged` when it is not what we wrote
 */
export const readIdentity = async (file: string): Promise<StoredIdentity | null> => {
  let mode: number;
  try {
    mode = (await stat(file)).mode & 0o777;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
  // Windows has no such bits; access there is a matter of the directory's list.
  if (process.platform !== 'win32' && (mode & 0o077) !== 0)
    throw new IdentityError(
      'identity.permissions',
      `${file} has mode ${mode.toString(8)}, so others could have read the agent's key: revoke this agent, remove the file and enrol anew, or set mode 600 if nobody else uses this machine`,
    );
  try {
    return storedSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch (cause) {
    throw new IdentityError('identity.damaged', `${file} is damaged: restore it, or remove it and enrol with a new code`, { cause });
  }
};

export const writeIdentity = async (file: string, identity: StoredIdentity): Promise<void> => {
  const handle = await open(`${file}.new`, 'w', 0o600);
  try {
    await handle.chmod(0o600);
    await handle.writeFile(`${JSON.stringify(identity, null, 2)}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(`${file}.new`, file);
  const directory = await open(dirname(file), 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
};
