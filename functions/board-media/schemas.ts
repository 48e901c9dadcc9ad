import { z } from '@hono/zod-openapi';
import { mediaTypeNames, mediaTypes } from './constants.ts';

const instant = z.iso.datetime();
const largest = Math.max(...Object.values(mediaTypes).map(({ maxBytes }) => maxBytes));

export const uploadInput = z
  .strictObject({
    name: z
      .string()
      .trim()
      .min(1, 'must not be empty')
      .max(120)
      .regex(/^[^\p{Cc}]*$/u, 'must not contain control characters'),
    contentType: z.enum(mediaTypeNames),
    bytes: z.int().min(1).max(largest).openapi({ description: 'Images at most 10 MB, sounds 5 MB, videos 200 MB' }),
  })
  .openapi('MediaInput');

export const mediaSchema = z
  .object({
    media: z.string(),
    name: z.string(),
    contentType: z.enum(mediaTypeNames),
    kind: z.enum(['image', 'sound', 'video']),
    bytes: z.int(),
    createdAt: instant,
    createdBy: z.object({ id: z.string(), name: z.string() }),
  })
  .openapi('Media');

export const uploadSchema = z
  .object({
    media: z.string(),
    upload: z.object({
      url: z.string().openapi({ description: 'PUT the bytes there within 15 minutes, as many as were announced' }),
      headers: z.record(z.string(), z.string()).openapi({ description: 'To be sent as they are' }),
    }),
  })
  .openapi('MediaUpload');

export const linkSchema = z.object({ url: z.string(), expiresAt: instant }).openapi('MediaLink');
