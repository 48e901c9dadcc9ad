import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useServices } from '../app/services.ts';
import type { QueryBody } from '../figures/core/question.ts';
import { reportQuery } from '../figures/figures-queries.ts';
import { type PrintChoice, printChoice } from './core/print-choice.ts';

type State =
  | { readonly kind: 'idle' }
  | { readonly kind: 'asked'; readonly choice: PrintChoice; readonly error: string }
  | { readonly kind: 'loading'; readonly choice: PrintChoice }
  /** The dialog is gone; what is left is the paper. */
  | { readonly kind: 'printing' };

const idle: State = { kind: 'idle' };

/** Prints a report, after asking when only some of its rows have come. Looks at the same answer as the table. */
export const usePrinting = (site: string, body: QueryBody | null) => {
  const { api } = useServices();
  const { data, hasNextPage, fetchNextPage } = useInfiniteQuery(reportQuery(api, site, body));
  const [state, setState] = useState<State>(idle);
  const wanted = useRef(false);
  useEffect(() => {
    if (state.kind !== 'printing') return;
    window.print();
    setState(idle);
  }, [state]);
  useEffect(
    () => () => {
      wanted.current = false;
    },
    [],
  );
  const here = data?.pages.reduce((sum, { items }) => sum + items.length, 0) ?? 0;
  const loadAll = async (choice: PrintChoice): Promise<void> => {
    wanted.current = true;
    setState({ kind: 'loading', choice });
    for (let more = hasNextPage; more; ) {
      const answer = await fetchNextPage();
      if (!wanted.current) return;
      if (answer.isError) return setState({ kind: 'asked', choice, error: answer.error.message });
      more = answer.hasNextPage;
    }
    setState({ kind: 'printing' });
  };
  const choice = state.kind === 'asked' || state.kind === 'loading' ? state.choice : null;
  return {
    /** Null = nothing is asked. */
    choice,
    loading: state.kind === 'loading',
    error: state.kind === 'asked' ? state.error : '',
    here,
    begin: () => {
      const next = printChoice(here, data?.pages[0]?.rows ?? 0, hasNextPage);
      setState(next === null ? { kind: 'printing' } : { kind: 'asked', choice: next, error: '' });
    },
    loadAll: () => (choice === null ? undefined : void loadAll(choice)),
    printHere: () => setState({ kind: 'printing' }),
    close: () => {
      wanted.current = false;
      setState(idle);
    },
  };
};
export type Printing = ReturnType<typeof usePrinting>;
