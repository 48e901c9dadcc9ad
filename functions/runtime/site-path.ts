import { z } from '@hono/zod-openapi';

/** `{site}` of a path. Any text passes here: an impossible id is a site out of reach (404), not a fault of form. */
export const siteInPath = z.object({ site: z.string().min(1).max(200).openapi({ description: 'Site id', example: 'harbour' }) });
