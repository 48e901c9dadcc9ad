import { writeFileSync } from 'node:fs';
import { openApiDocument } from './openapi-document.ts';

/** Writes docs/openapi.json: `npx tsx functions/api/write-openapi.ts`. A test fails when it is out of date. */
writeFileSync(new URL('../../docs/openapi.json', import.meta.url), openApiDocument());
