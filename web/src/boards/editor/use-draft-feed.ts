import { useQueries, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { BoardValue, View } from '../../../../functions/domain/board.ts';
import { useServices } from '../../app/services.ts';
import type { BoardFeed } from '../core/feed.ts';
import { previewQuery, valueItemsQuery } from './board-api.ts';
import { draftFeed } from './core/draft-feed.ts';
import type { FilterItem } from './core/draft-shown.ts';
import { previewQuestions } from './core/preview.ts';

/** Live figures of a draft: those of the saved view, and every few seconds the answers to what is new in it. */
export const useDraftFeed = (site: string, feed: BoardFeed, draft: View, saved: View | null, filters: readonly FilterItem[]): BoardFeed => {
  const { api } = useServices();
  const { data: values } = useQuery(valueItemsQuery(api, site));
  const questions = useMemo(() => previewQuestions(draft, saved, filters), [draft, saved, filters]);
  const asked = useQueries({
    queries: questions.map((question) => previewQuery(api, site, question)),
    combine: (results) => results.map(({ data }) => data ?? []),
  });
  const told: readonly BoardValue[] = values ?? [];
  return draftFeed(
    feed,
    draft,
    saved,
    questions.map((question, i) => ({ question, answers: asked[i] ?? [] })),
    told,
  );
};
