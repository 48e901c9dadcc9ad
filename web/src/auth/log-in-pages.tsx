import { useRouter } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { useServices } from '../app/services.ts';
import { Logo } from '../ui/icons.tsx';

const here = (): string => location.pathname + location.search;

const Card = ({
  title,
  text,
  button,
  run,
}: {
  readonly title: string;
  readonly text: string;
  readonly button?: string;
  readonly run?: () => void;
}) => (
  <main className="gate">
    <div className="gate-card">
      <Logo />
      <h1>{title}</h1>
      <p>{text}</p>
      {button === undefined ? null : (
        <button type="button" className="button primary" onClick={run}>
          {button}
        </button>
      )}
    </div>
  </main>
);

const useLogIn = () => {
  const { session } = useServices();
  const [error, setError] = useState<Error | null>(null);
  const run = (returnTo: string): void => {
    setError(null);
    session.logIn(returnTo).catch((reason: unknown) => setError(reason instanceof Error ? reason : new Error(String(reason))));
  };
  return { error, run };
};

/** First visit: straight to the log-in service. After logging out on purpose: a calm page instead. */
export const LogInPage = () => {
  const { session } = useServices();
  const { error, run } = useLogIn();
  const begun = useRef(false);
  const left = session.hasLeft();
  useEffect(() => {
    if (left || begun.current) return;
    begun.current = true;
    run(here());
  });
  useEffect(() => {
    document.title = 'Log in · Trunkline';
  }, []);
  if (error !== null) return <Card title="Log-in is not available" text={error.message} button="Try again" run={() => run(here())} />;
  if (left) return <Card title="You are logged out" text="Close this tab, or log in again." button="Log in" run={() => run('/')} />;
  return <Card title="Trunkline" text="Taking you to the log-in…" />;
};

/** The session could not be renewed. A wall screen has nobody to press a button, so it tries by itself. */
export const SessionExpiredPage = () => {
  const { error, run } = useLogIn();
  const kiosk = new URLSearchParams(location.search).has('kiosk');
  useEffect(() => {
    document.title = 'Session ended · Trunkline';
    if (!kiosk) return;
    const timer = setTimeout(() => run(here()), 5_000);
    return () => clearTimeout(timer);
  });
  const text = error?.message ?? 'For your safety you have to log in again. You will come back to this page.';
  return <Card title="Your session has ended" text={text} button="Log in again" run={() => run(here())} />;
};

export const CallbackPage = () => {
  const { session } = useServices();
  const router = useRouter();
  const begun = useRef(false);
  const { run } = useLogIn();
  const [error, setError] = useState<Error | null>(null);
  useEffect(() => {
    if (begun.current) return;
    begun.current = true;
    session
      .completeLogIn(new URLSearchParams(location.search))
      .then((returnTo) => router.history.replace(returnTo))
      .catch((reason: unknown) => setError(reason instanceof Error ? reason : new Error(String(reason))));
  }, [session, router]);
  if (error === null) return <Card title="Trunkline" text="Logging you in…" />;
  return <Card title="Log-in did not succeed" text={error.message} button="Log in" run={() => run('/')} />;
};
