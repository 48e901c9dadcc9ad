import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import { type ApiEnv, createRouter, problemResponse } from '../runtime/create-api.ts';
import { ProblemError } from '../runtime/problem.ts';
import { isUnreadable } from '../runtime/read-row.ts';
import type { MailLinks } from './mail-links.ts';
import { type RunFiles, storedName } from './run-files.ts';
import type { ScheduleStore } from './schedule-store.ts';

export interface LinkRouteDeps {
  readonly links: Pick<MailLinks, 'find'>;
  readonly store: Pick<ScheduleStore, 'lookRun'>;
  readonly files: Pick<RunFiles, 'sign'>;
}

/** Links of mails: whoever has one gets the one file it is for, as who has the mail would have had it attached. */
export const linkRoute = ({ links, store, files }: LinkRouteDeps): OpenAPIHono<ApiEnv> => {
  const app = createRouter();
  app.openapi(
    createRoute({
      method: 'get',
      path: '/v1/schedule-links/{token}',
      summary: 'A file by the link of a mail; leads to an address that works for minutes',
      request: { params: z.object({ token: z.string().min(1).max(300) }) },
      responses: {
        302: { description: 'The file is at `Location`' },
        404: problemResponse('No link, or one that has ended'),
      },
    }),
    async (c) => {
      const gone = new ProblemError('not-found', 'This link has ended, or never was one. Ask who sent you the mail.');
      const link = await links.find(c.req.valid('param').token);
      const run = link === null ? null : await store.lookRun(link.place, link.run);
      const file = link === null || run === null || isUnreadable(run) ? undefined : run.files[link.file];
      if (link === null || file === undefined) throw gone;
      const { url } = await files.sign(link.place, link.run, storedName(link.file, file.name), file.name);
      c.header('referrer-policy', 'no-referrer');
      return c.redirect(url, 302);
    },
  );
  return app;
};
