import { auditNote, type NoteWords } from '../audit/audit.ts';
import type { AuditActor, AuditOrigin, AuditWrite, DoneBy } from '../audit/types.ts';
import type { SiteScope } from '../identity/types.ts';
import { attempts } from '../runtime/attempts.ts';
import { ProblemError } from '../runtime/problem.ts';
import { type MediaType, siteMediaBytes, unfinishedSeconds } from './constants.ts';
import { beginsAs } from './core/magic.ts';
import { heldBy, uploadFault } from './core/plan-upload.ts';
import type { Media, SignedLink, SignedUpload } from './core/types.ts';
import type { MediaObjects } from './media-objects.ts';
import type { MediaStore } from './media-store.ts';

export interface MediaLibraryDeps {
  readonly store: MediaStore;
  readonly objects: MediaObjects;
  readonly audit: AuditWrite;
  readonly now: () => number;
  readonly newId: () => string;
}
export interface MediaChangedBy {
  readonly scope: SiteScope;
  readonly who: AuditActor;
  readonly origin: AuditOrigin;
}

const absent = (): ProblemError => new ProblemError('not-found', 'There is no such file at this site.');

/** Pictures, sounds and videos of a site: promised, uploaded by the browser, checked, and only then shown. */
export const createMediaLibrary = ({ store, objects, audit, now, newId }: MediaLibraryDeps) => {
  const audited = (by: DoneBy, media: Media, { action, words }: { readonly action: NoteWords['action']; readonly words: string }) =>
    audit(
      auditNote(by, now(), {
        action,
        object: `file "${media.name}"`,
        summary: `${words}: ${media.contentType}, ${media.bytes} bytes`,
      }),
    );
  const ready = async (scope: SiteScope, id: string): Promise<Media> => {
    const media = await store.find(scope, id);
    if (media?.state !== 'ready') throw absent();
    return media;
  };

  /** Sets room aside for a file. */
  const promise = async (
    { scope, who }: MediaChangedBy,
    file: { readonly name: string; readonly contentType: MediaType; readonly bytes: number },
  ): Promise<{ readonly media: Media; readonly upload: SignedUpload }> => {
    for await (const _ of attempts()) {
      const shelf = await store.read(scope);
      const seconds = Math.floor(now() / 1_000);
      const fault = uploadFault(shelf.items, file, seconds);
      if (fault?.at === 'bytes')
        throw new ProblemError('bad-request', `The file ${fault.detail}.`, {
          errors: [{ pointer: '#/bytes', in: 'body', detail: fault.detail }],
        });
      if (fault !== null) throw new ProblemError('conflict', fault.detail);
      const media: Media = {
        ...file,
        id: newId(),
        state: 'waiting',
        createdAt: new Date(now()).toISOString(),
        createdBy: { id: who.id, name: who.name },
        expiresAt: seconds + unfinishedSeconds,
      };
      if (await store.promise(scope, shelf.rev, media)) return { media, upload: await objects.signUpload(scope, media) };
    }
    throw new ProblemError('conflict', 'Others keep adding files to this site at the same moment; try again.');
  };

  /** Checks what was uploaded. A file that is not what was promised is deleted. */
  const finish = async (by: MediaChangedBy, id: string): Promise<Media> => {
    const { scope } = by;
    const media = await store.find(scope, id);
    if (media === null) throw absent();
    if (media.state === 'ready') return media;
    // Its room was given to others meanwhile; the bucket removes what was uploaded, and the table the row.
    if (heldBy([media], Math.floor(now() / 1_000)).length === 0)
      throw new ProblemError('conflict', 'The upload was not finished in time; begin again.');
    const found = await objects.look(scope, id);
    if (found === null) throw new ProblemError('conflict', 'Nothing was uploaded yet; send the file to the address that was given.');
    if (found.bytes !== media.bytes || !beginsAs(media.contentType, found.first)) {
      await objects.remove(scope, id);
      await store.remove(scope, id, []);
      throw new ProblemError(
        'bad-request',
        `The file is not what its type says (${media.contentType}), or it is damaged; it was not kept.`,
      );
    }
    await objects.keep(scope, id);
    const isNew = await store.setReady(scope, id, [audited(by, media, { action: 'boardMedia.add', words: 'uploaded' })]);
    return isNew ? { ...media, state: 'ready', expiresAt: null } : ready(scope, id);
  };

  const remove = async (by: MediaChangedBy, id: string): Promise<void> => {
    const media = await store.find(by.scope, id);
    if (media === null) throw absent();
    // First the bytes: a row without them can be deleted again, bytes without a row nobody finds.
    await objects.remove(by.scope, id);
    if (!(await store.remove(by.scope, id, [audited(by, media, { action: 'boardMedia.delete', words: 'deleted' })]))) throw absent();
  };

  return {
    list: async (scope: SiteScope) => {
      const held = heldBy((await store.read(scope)).items, Math.floor(now() / 1_000));
      return {
        items: held.filter(({ state }) => state === 'ready'),
        bytes: held.reduce((sum, { bytes }) => sum + bytes, 0),
        of: siteMediaBytes,
      };
    },
    promise,
    finish,
    remove,
    link: async (scope: SiteScope, id: string): Promise<SignedLink> => objects.signLink(scope, await ready(scope, id)),
  };
};
export type MediaLibrary = ReturnType<typeof createMediaLibrary>;
