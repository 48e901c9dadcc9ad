import { createPrivateKey, generateKeyPairSync, sign } from 'node:crypto';

export type Sign = (bytes: Uint8Array) => Uint8Array;

/** A new Ed25519 pair: raw public key and PKCS #8 private key, both in base64. */
export const generateKeys = (): { readonly publicKey: string; readonly privateKey: string } => {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  return {
    publicKey: Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url').toString('base64'),
    privateKey: privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64'),
  };
};

/** Signs with a private key as `generateKeys` gives it; 64 bytes. */
export const createSigner = (privateKey: string): Sign => {
  const key = createPrivateKey({ key: Buffer.from(privateKey, 'base64'), format: 'der', type: 'pkcs8' });
  return (bytes) => sign(null, bytes, key);
};
