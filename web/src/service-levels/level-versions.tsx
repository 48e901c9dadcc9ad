import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { Site } from '../api/types.ts';
import { useServices } from '../app/services.ts';
import { PartContext } from '../site/part.ts';
import { configurationQuery } from '../site/queries.ts';
import { ChooseDialog } from './choose-dialog.tsx';
import { versionWords } from './core/formula-words.ts';
import type { LevelVersion } from './service-levels-api.ts';

/** Which service level counts since when, and the way to another one. */
export const LevelVersions = ({
  site,
  versions,
  mayWrite,
  tell,
  saved,
}: {
  readonly site: Site;
  readonly versions: readonly LevelVersion[];
  readonly mayWrite: boolean;
  readonly tell: (words: string) => void;
  readonly saved: () => void;
}) => {
  const { api } = useServices();
  const [open, setOpen] = useState(false);
  const { data: head, error } = useQuery({ ...configurationQuery(api, site.site), enabled: mayWrite });
  const part = useMemo(
    () =>
      head === undefined
        ? null
        : { site, head, config: head.configuration, mayWrite, tell: () => tell('Saved. Figures follow within ten seconds.') },
    [site, head, mayWrite, tell],
  );
  return (
    <section className="panel level-versions" aria-labelledby="versions-title">
      <h2 id="versions-title">What counts at this site</h2>
      <ol>
        {versions.toReversed().map((version) => (
          <li key={version.version}>
            Version {version.version}: {versionWords(version)}
            {version.current ? <span className="badge">now</span> : null}
          </li>
        ))}
      </ol>
      {mayWrite ? (
        <button type="button" className="button" disabled={part === null} onClick={() => setOpen(true)}>
          Choose another…
        </button>
      ) : null}
      {mayWrite && error !== null ? (
        <p role="alert" className="banner warn">
          The configuration cannot be read, so nothing can be changed: {error.message}
        </p>
      ) : null}
      {open && part !== null ? (
        <PartContext value={part}>
          <ChooseDialog close={() => setOpen(false)} saved={saved} />
        </PartContext>
      ) : null}
    </section>
  );
};
