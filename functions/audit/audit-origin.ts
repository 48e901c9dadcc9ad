import { z } from 'zod';
import type { AuditOrigin } from './types.ts';

const gatewaySchema = z.object({ requestContext: z.object({ http: z.object({ sourceIp: z.string().max(64) }) }) });
const forwardedCharacters = 200;

/** What is needed of a request's context. */
export interface RequestFacts {
  readonly env: unknown;
  readonly var: { readonly requestId: string };
  readonly req: { readonly header: (name: string) => string | undefined };
}

/** Request id and addresses of a request, as far as the gateway tells them. */
export const auditOriginOf = (c: RequestFacts): AuditOrigin => {
  const gateway = gatewaySchema.safeParse(c.env);
  return {
    requestId: c.var.requestId,
    ip: gateway.success ? gateway.data.requestContext.http.sourceIp : null,
    forwardedFor: c.req.header('x-forwarded-for')?.slice(-forwardedCharacters) ?? null,
  };
};
