import { encodeLatin1 } from './latin1.ts';

/** First payload byte: it picks the service behind the port. */
const systemOaiSocket = 0x87;

/**
 * The first message on the socket: type, password, NUL, application name, NUL; no line end and no answer but `RS`.
 * @example loginPayload('', 'EdgeAgent') // 87 00 45 64 67 65 41 67 65 6E 74 00
 */
export const loginPayload = (password: string, applicationName: string): Uint8Array => {
  const secret = encodeLatin1(password);
  const name = encodeLatin1(applicationName);
  const out = new Uint8Array(3 + secret.length + name.length);
  out[0] = systemOaiSocket;
  out.set(secret, 1);
  out.set(name, 2 + secret.length);
  return out;
};
