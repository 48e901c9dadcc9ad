import { asRecord } from '../../api/instants.ts';

/** What a screen knows of itself over a power cut. Instants are epoch ms. */
export interface ScreenRecord {
  /** The code it shows and the secret it asks with. */
  readonly pairing: { readonly code: string; readonly pairing: string; readonly expiresAt: number } | null;
  readonly token: string | null;
  /** The one before a rotation, until the new one has proved itself. */
  readonly previous: string | null;
  readonly madeAt: number;
  /** It had a token and lost it: people should be told why there is a code again. */
  readonly revoked: boolean;
}

export const newScreen: ScreenRecord = { pairing: null, token: null, previous: null, madeAt: 0, revoked: false };

const textOrNull = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);
const numberOr = (value: unknown, otherwise: number): number => (typeof value === 'number' && Number.isFinite(value) ? value : otherwise);

const parsePairing = (value: unknown): ScreenRecord['pairing'] => {
  const record = asRecord(value);
  const code = textOrNull(record?.code);
  const pairing = textOrNull(record?.pairing);
  return code === null || pairing === null ? null : { code, pairing, expiresAt: numberOr(record?.expiresAt, 0) };
};

/** Anything that cannot be read is a new screen. */
export const parseScreenRecord = (text: string | null): ScreenRecord => {
  let json: unknown = null;
  try {
    json = text === null ? null : JSON.parse(text);
  } catch {
    return newScreen;
  }
  const record = asRecord(json);
  return {
    pairing: parsePairing(record?.pairing),
    token: textOrNull(record?.token),
    previous: textOrNull(record?.previous),
    madeAt: numberOr(record?.madeAt, 0),
    revoked: record?.revoked === true,
  };
};
