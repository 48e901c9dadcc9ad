/**
 * What an agent signs of an HTTP request with its Ed25519 key:
 *
 *   trunkline-request-v1 \n METHOD \n path with query, as sent \n epoch ms \n SHA-256 of the body, lower-case hex
 */
export interface RequestToSign {
  readonly method: string;
  readonly path: string;
  /** Epoch ms, corrected by the measured clock offset. */
  readonly timestamp: number;
  readonly bodySha256: string;
}

export const agentHeader = 'trunkline-agent';
export const timestampHeader = 'trunkline-timestamp';
export const signatureHeader = 'trunkline-signature';
/** A request older or newer than this is refused. */
export const requestToleranceMs = 300_000;

/** @example requestToSign({ method: 'post', path: '/v1/agent/credentials', timestamp: 5, bodySha256: 'e3b0…' }) // 'trunkline-request-v1\nPOST\n/v1/…' */
export const requestToSign = (request: RequestToSign): string =>
  `trunkline-request-v1\n${request.method.toUpperCase()}\n${request.path}\n${request.timestamp}\n${request.bodySha256}`;
