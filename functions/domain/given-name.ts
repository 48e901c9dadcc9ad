import { z } from 'zod';

/**
 * A name as people give it: one line, as it goes into lists, file names, texts and headers of mails. What was stored before this was asked for
 * may hold more, is read as it is, and cleaned where it is used.
 */
export const givenName = (characters: number) =>
  z
    .string()
    .trim()
    .min(1, 'must not be empty')
    .max(characters)
    .regex(/^[^\p{Cc}\p{Zl}\p{Zp}]*$/u, 'must be one line, without line breaks, tabs or other control characters');
