import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { ApiError } from '../api/client.ts';
import { useServices } from '../app/services.ts';
import { Field } from '../site/field.tsx';
import { Icon } from '../ui/icons.tsx';
import { bucketFolder, bucketPolicy } from './core/bucket-policy.ts';
import type { FieldsProps } from './fields-props.ts';
import { setupQuery, tryBucket } from './schedules-api.ts';

/** What the bucket's owner has to write into its policy, to be copied. */
const Policy = ({ principal, bucket, folder }: { readonly principal: string; readonly bucket: string; readonly folder: string }) => {
  const id = useId();
  const [done, setDone] = useState('');
  const policy = bucketPolicy(principal, bucket === '' ? 'BUCKET' : bucket, folder);
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(policy);
      setDone('Copied');
    } catch {
      setDone('The browser does not let this page copy: mark the text and copy it.');
    }
  };
  return (
    <details className="bucket-policy">
      <summary>The policy that the bucket needs</summary>
      <p className="muted">
        In AWS: S3, the bucket, Permissions, Bucket policy. Files are put by <code>{principal}</code> below <code>{folder}</code>, each run
        in a folder of its own. Leave the bucket’s default encryption (SSE-S3) as it is: a key of your own does not let us in.
      </p>
      <label htmlFor={id} className="sr-only">
        Bucket policy
      </label>
      <textarea id={id} className="mono" readOnly rows={16} value={policy} />
      <p>
        <button type="button" className="button small" onClick={() => void copy()}>
          Copy the policy
        </button>{' '}
        <span role="status" className="muted">
          {done}
        </span>
      </p>
    </details>
  );
};

/** A bucket of the customer's own: where it is, what it must allow, and whether it does. */
export const BucketFields = ({ site, draft, change, faultAt }: FieldsProps) => {
  const { api } = useServices();
  const { data: setup } = useQuery(setupQuery(api, site.site));
  const [busy, setBusy] = useState(false);
  const [tried, setTried] = useState<{ readonly ok: boolean; readonly words: string; readonly of: string } | null>(null);
  const place = { bucket: draft.bucket.trim(), prefix: draft.prefix.trim() };
  const of = JSON.stringify(place);
  const attempt = async (): Promise<void> => {
    if (busy) return;
    setBusy(true);
    setTried(null);
    try {
      const { ok, answer } = await tryBucket(api, site.site, place);
      setTried({ ok, words: answer, of });
    } catch (error) {
      const faults = error instanceof ApiError ? error.faults.map(({ detail }) => detail).join(' ') : '';
      setTried({ ok: false, words: faults || (error instanceof Error ? error.message : String(error)), of });
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <Field label="Bucket" help="In your own AWS account; its policy must let us put objects there." fault={faultAt('delivery/bucket')}>
        {(ids) => (
          <input
            {...ids}
            name="bucket"
            type="text"
            spellCheck={false}
            value={draft.bucket}
            onChange={(event) => change({ bucket: event.target.value })}
          />
        )}
      </Field>
      <Field
        label="Folder"
        help="As a/b/c, below the folder of the site; empty: none. Each run has a folder of its own in it."
        fault={faultAt('delivery/prefix')}
      >
        {(ids) => (
          <input
            {...ids}
            name="prefix"
            type="text"
            spellCheck={false}
            value={draft.prefix}
            onChange={(event) => change({ prefix: event.target.value })}
          />
        )}
      </Field>
      {setup === undefined ? null : (
        <Policy principal={setup.bucket.principal} bucket={place.bucket} folder={bucketFolder(place.prefix, setup.bucket.folder)} />
      )}
      <p>
        <button type="button" className="button" aria-disabled={busy} onClick={() => void attempt()}>
          {busy ? 'Trying…' : 'Try it'}
        </button>{' '}
        <span className="muted">Puts a small text file there, as a run would, and says what AWS answered.</span>
      </p>
      <p role="status" className={tried === null || tried.of !== of ? 'sr-only' : tried.ok ? 'told' : 'tone-bad'}>
        {tried === null || tried.of !== of ? null : (
          <>
            <Icon name={tried.ok ? 'answered' : 'warning'} /> {tried.words}
          </>
        )}
      </p>
    </>
  );
};
