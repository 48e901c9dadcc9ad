import type { ReactNode } from 'react';
import { ApiError } from '../api/client.ts';
import { Icon, type IconName } from './icons.tsx';

/** A message that takes the place of content: empty, failed, not allowed. */
export const Notice = ({
  icon,
  title,
  children,
  action,
}: {
  readonly icon?: IconName;
  readonly title: string;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
}) => (
  <div className="notice">
    {icon === undefined ? null : <Icon name={icon} />}
    <div>
      <p className="notice-title">{title}</p>
      {children === undefined ? null : <div className="notice-text">{children}</div>}
      {action}
    </div>
  </div>
);

const titleOf = (error: Error): string => {
  if (!(error instanceof ApiError)) return 'Something went wrong on this page';
  if (error.status === 0) return 'No connection';
  if (error.status === 400) return 'This cannot be asked';
  if (error.status === 401) return 'Your session has ended';
  if (error.status === 403) return 'Your role does not allow this';
  if (error.status === 404) return 'Not found';
  return 'The service has a problem';
};

/** `#/sort/0/column` as `sort 1 column: `; nothing where the whole is meant. */
const placeOf = (pointer: string): string => {
  const parts = pointer.split('/').slice(1).filter(Boolean);
  return parts.length === 0 ? '' : `${parts.map((part) => (/^\d+$/.test(part) ? String(Number(part) + 1) : part)).join(' ')}: `;
};

/** What of a request was wrong, part by part. */
const Faults = ({ error }: { readonly error: Error }) =>
  !(error instanceof ApiError) || error.faults.length === 0 ? null : (
    <ul>
      {error.faults.map(({ pointer, detail }) => (
        <li key={`${pointer} ${detail}`}>
          {placeOf(pointer)}
          {detail}
        </li>
      ))}
    </ul>
  );

/** What failed and why, with what can be done about it. @param children more ways out, beside trying again */
export const Failure = ({
  error,
  retry,
  children,
}: {
  readonly error: Error;
  readonly retry?: () => void;
  readonly children?: ReactNode;
}) => (
  <div role="alert">
    <Notice
      icon="warning"
      title={titleOf(error)}
      action={
        retry === undefined && children == null ? undefined : (
          <div className="notice-acts">
            {retry === undefined ? null : (
              <button type="button" className="button" onClick={retry}>
                Try again
              </button>
            )}
            {children}
          </div>
        )
      }
    >
      {error.message}
      <Faults error={error} />
    </Notice>
  </div>
);

export const Loading = ({ what }: { readonly what: string }) => (
  <div className="loading" role="status">
    <span className="loading-bar" aria-hidden="true" />
    Loading {what}…
  </div>
);
