import { z } from 'zod';

/**
 * A name as people give it: one line that shows and reads as it is written, as it goes into lists, file names, texts and headers of mails. Marks of
 * direction (U+200E, U+200F, U+061C) may stand in it; what turns the text around it is refused. What was stored before this was asked for may hold
 * more, is read as it is, and cleaned where it is used.
 */
export const givenName = (characters: number) =>
  z
    .string()
    .trim()
    .min(1, 'must not be empty')
    .max(characters)
    .regex(/^[^\p{Cc}\p{Zl}\p{Zp}]*$/u, 'must be one line, without line breaks, tabs or other control characters')
    .regex(
      /^[^\u202a-\u202e\u2066-\u2069]*$/u,
      'must not hold characters that change the direction of the text (U+202A to U+202E, U+2066 to U+2069)',
    )
    .regex(/[^\p{Cc}\p{Cf}\p{Cs}\p{Z}\p{Default_Ignorable_Code_Point}\u2800]/u, 'must have at least one character that can be seen');
