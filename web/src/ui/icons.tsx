import type { ReactNode } from 'react';

/** Shapes differ in outline, not only in colour, so that a state can be told without seeing colours. All are 16 x 16. */
const shapes = {
  free: <circle cx="8" cy="8" r="5" fill="none" stroke="currentColor" strokeWidth="2.4" />,
  idle: <circle cx="8" cy="8" r="3.6" fill="none" stroke="currentColor" strokeWidth="1.8" />,
  ringing: <path d="M8 1.8a4 4 0 0 0-4 4v2.9L2.6 11h10.8L12 8.7V5.8a4 4 0 0 0-4-4Zm-1.7 10.2a1.7 1.7 0 0 0 3.4 0Z" fill="currentColor" />,
  connected: <circle cx="8" cy="8" r="6" fill="currentColor" />,
  held: <path d="M3.5 2.5h3.2v11H3.5Zm5.8 0h3.2v11H9.3Z" fill="currentColor" />,
  queued: <path d="M3.5 1.8h9v2.4L9.2 8l3.3 3.8v2.4h-9v-2.4L6.8 8 3.5 4.2Z" fill="currentColor" />,
  dialling: <path d="M2 6.6h6V2.4L14.6 8 8 13.6V9.4H2Z" fill="currentColor" />,
  failed: <path d="m8 1.2 7.2 13.2H.8Zm-1 4.6.3 4.4h1.4L9 5.8Zm1 5.2a1 1 0 1 0 0 2 1 1 0 0 0 0-2Z" fill="currentColor" />,
  dnd: <path d="M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13ZM4 6.8h8v2.4H4Z" fill="currentColor" />,
  wrap: (
    <>
      <circle cx="8" cy="8" r="5.2" fill="none" stroke="currentColor" strokeWidth="2" />
      <path d="M8 2.8a5.2 5.2 0 0 0 0 10.4Z" fill="currentColor" />
    </>
  ),
  offline: <path d="m3.9 2.5 4.1 4.1 4.1-4.1 1.4 1.4L9.4 8l4.1 4.1-1.4 1.4L8 9.4l-4.1 4.1-1.4-1.4L6.6 8 2.5 3.9Z" fill="currentColor" />,
  inbound: <path d="M13.3 4.1 6.5 10.9V6.5h-2v8h8v-2H8.1l6.7-6.8Z" fill="currentColor" transform="translate(-1 -2)" />,
  outbound: <path d="M3.2 11.9 9.9 5.1H5.5v-2h8v8h-2V6.7l-6.7 6.7Z" fill="currentColor" />,
  internal: (
    <path d="M4.8 3.2 1 7l3.8 3.8 1.3-1.4L4.7 8h6.6L9.9 9.4l1.3 1.4L15 7l-3.8-3.8-1.3 1.4 1.4 1.4H4.7l1.4-1.4Z" fill="currentColor" />
  ),
  answered: <path d="m6.3 12.8-4.5-4.5 1.6-1.6 2.9 2.9 6.3-6.3 1.6 1.6Z" fill="currentColor" />,
  lost: (
    <path
      d="M8 1.5 14.5 8 8 14.5 1.5 8ZM5.7 4.8 4.8 5.7 7.1 8l-2.3 2.3.9.9L8 8.9l2.3 2.3.9-.9L8.9 8l2.3-2.3-.9-.9L8 7.1Z"
      fill="currentColor"
    />
  ),
  unanswered: (
    <path
      d="M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13Zm0 1.8a4.7 4.7 0 1 1 0 9.4 4.7 4.7 0 0 1 0-9.4ZM7.1 4.8h1.8v3.5H7.1Zm0 4.6h1.8v1.8H7.1Z"
      fill="currentColor"
    />
  ),
  inProgress: <path d="M4 2.2 13.4 8 4 13.8Z" fill="currentColor" />,
  signal: <path d="M2 10.5h2.6V14H2Zm4.7-4h2.6V14H6.7Zm4.7-4.5H14v12h-2.6Z" fill="currentColor" />,
  turning: (
    <path d="M8 2.3a5.7 5.7 0 0 1 5 2.9V2.8h1.6v5.3H9.3V6.5h2.5A4.1 4.1 0 1 0 12 9.7l1.5.7A5.7 5.7 0 1 1 8 2.3Z" fill="currentColor" />
  ),
  cut: <path d="m2.9 1.8 11.3 11.3-1.1 1.1L1.8 2.9Zm.5 6.2 2 2-2 2v2h-1.6V8Zm8.8-6h2V11l-2-2Z" fill="currentColor" />,
  chevron: <path d="M3.2 5.2 8 10l4.8-4.8 1.1 1.1L8 12.2 2.1 6.3Z" fill="currentColor" />,
  search: (
    <path
      d="M6.8 1.6a5.2 5.2 0 1 0 3.2 9.3l3.4 3.4 1.1-1.1-3.4-3.4a5.2 5.2 0 0 0-4.3-8.2Zm0 1.6a3.6 3.6 0 1 1 0 7.2 3.6 3.6 0 0 1 0-7.2Z"
      fill="currentColor"
    />
  ),
  pause: <path d="M3.8 2.5h2.8v11H3.8Zm5.6 0h2.8v11H9.4Z" fill="currentColor" />,
  play: <path d="M4 2.2 13.4 8 4 13.8Z" fill="currentColor" />,
  theme: <path d="M8 1.5a6.5 6.5 0 1 0 0 13Zm0 0v13a6.5 6.5 0 0 0 0-13Zm0 1.6v9.8A4.9 4.9 0 0 1 8 3.1Z" fill="currentColor" />,
  person: (
    <path d="M8 1.6a3.2 3.2 0 1 1 0 6.4 3.2 3.2 0 0 1 0-6.4ZM8 9c3.4 0 6 1.9 6 4.3v1.1H2v-1.1C2 10.9 4.6 9 8 9Z" fill="currentColor" />
  ),
  link: (
    <path
      d="M9 2h5v5h-1.8V5.1L7.6 9.7 6.3 8.4l4.6-4.6H9ZM3.8 3.6h3v1.8h-3c-.1 0-.2.1-.2.2v6.6c0 .1.1.2.2.2h6.6c.1 0 .2-.1.2-.2v-3h1.8v3a2 2 0 0 1-2 2H3.8a2 2 0 0 1-2-2V5.6a2 2 0 0 1 2-2Z"
      fill="currentColor"
    />
  ),
  more: (
    <path
      d="M3.2 6.5a1.5 1.5 0 1 0 0 3 1.5 1.5 0 0 0 0-3Zm4.8 0a1.5 1.5 0 1 0 0 3 1.5 1.5 0 0 0 0-3Zm4.8 0a1.5 1.5 0 1 0 0 3 1.5 1.5 0 0 0 0-3Z"
      fill="currentColor"
    />
  ),
  grip: <path d="M5 2.5h2v2H5Zm4 0h2v2H9ZM5 7h2v2H5Zm4 0h2v2H9Zm-4 4.5h2v2H5Zm4 0h2v2H9Z" fill="currentColor" />,
  plus: <path d="M7 2h2v5h5v2H9v5H7V9H2V7h5Z" fill="currentColor" />,
  undo: <path d="M6.2 2.2 7.4 3.4 5.3 5.5H10a4 4 0 0 1 0 8H5v-1.8h5a2.2 2.2 0 0 0 0-4.4H5.3l2.1 2.1-1.2 1.2L2 6.4Z" fill="currentColor" />,
  redo: <path d="M9.8 2.2 8.6 3.4l2.1 2.1H6a4 4 0 0 0 0 8h5v-1.8H6a2.2 2.2 0 0 1 0-4.4h4.7L8.6 9.4l1.2 1.2L14 6.4Z" fill="currentColor" />,
  edit: <path d="m11.4 1.6 3 3-8.6 8.6-3.9.9.9-3.9Zm-7 9.3-.3 1 1-.3 6.9-6.9-.7-.7Z" fill="currentColor" />,
  copy: <path d="M5 1.5h8.5V11H11v3.5H2.5V5H5Zm1.7 1.7V5H11v4.3h.8V3.2ZM4.2 6.7v6.1h5.1V6.7Z" fill="currentColor" />,
  bin: <path d="M6 1.5h4V3h3.5v1.8h-11V3H6ZM3.6 5.8h8.8l-.7 8.7H4.3Z" fill="currentColor" />,
  tune: (
    <path
      d="M2 3.5h5a2 2 0 0 1 3.7 0H14v1.7h-3.3a2 2 0 0 1-3.7 0H2Zm0 7.3h2.3a2 2 0 0 1 3.7 0h6v1.7H8a2 2 0 0 1-3.7 0H2Z"
      fill="currentColor"
    />
  ),
  warning: <path d="m8 1.2 7.2 13.2H.8Zm-1 4.6.3 4.4h1.4L9 5.8Zm1 5.2a1 1 0 1 0 0 2 1 1 0 0 0 0-2Z" fill="currentColor" />,
} satisfies Record<string, ReactNode>;

export type IconName = keyof typeof shapes;

/** A picture beside a word; the word says it to those who hear the page. */
export const Icon = ({ name }: { readonly name: IconName }) => (
  <svg className="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
    {shapes[name]}
  </svg>
);

/** State as shape, colour and word. */
export const State = ({ icon, tone, children }: { readonly icon: IconName; readonly tone: string; readonly children: ReactNode }) => (
  <span className={`state tone-${tone}`}>
    <Icon name={icon} />
    <span>{children}</span>
  </span>
);

export const Logo = () => (
  <svg className="logo" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
    <path d="M7 10h18M16 10v13" stroke="currentColor" strokeWidth="3.4" strokeLinecap="round" fill="none" />
    <circle cx="7" cy="10" r="3.2" className="logo-end" />
    <circle cx="25" cy="10" r="3.2" className="logo-end" />
    <circle cx="16" cy="24" r="3.2" className="logo-stem" />
  </svg>
);
