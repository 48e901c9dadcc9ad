import { useQueries, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { BoardValue, ShownView, View } from '../../../../functions/domain/board.ts';
import type { Site } from '../../api/types.ts';
import { useServices } from '../../app/services.ts';
import { useBeat } from '../../time/clock.ts';
import { shownQuery } from '../board-queries.ts';
import { type BoardFeed, emptyFeed } from '../core/feed.ts';
import { useBoardFeed } from '../use-board-feed.ts';
import { previewQuery, valueItemsQuery } from './board-api.ts';
import { draftFeed } from './core/draft-feed.ts';
import type { FilterItem } from './core/draft-shown.ts';
import { previewQuestions } from './core/preview.ts';

/** Tiles that want the site as it is now beside the figures. */
const needs = ['grid', 'queues'] as const;

/** The saved view whose feed is heard; tiles that only the draft has are added, so that it brings what they need. */
const withNeeds = (saved: ShownView | undefined, draft: View): ShownView | undefined => {
  if (saved === undefined) return undefined;
  const has = (tiles: View['tiles'], kind: string): boolean => tiles.some((tile) => tile.kind === kind);
  const added = needs
    .filter((kind) => has(draft.tiles, kind) && !has(saved.view.tiles, kind))
    .flatMap((kind) => draft.tiles.filter((tile) => tile.kind === kind).slice(0, 1));
  return added.length === 0 ? saved : { ...saved, view: { ...saved.view, tiles: [...saved.view.tiles, ...added] } };
};

/** Live figures of a draft: those of the saved view, and every few seconds the answers to what is new in it. */
export const useDraftFeed = (site: Site, board: string, saved: readonly View[], draft: View, filters: readonly FilterItem[]): BoardFeed => {
  const { api, clock } = useServices();
  const beat = useBeat(clock);
  // A view that is not saved yet hears the first one: what both ask is the same.
  const heard = (saved.find(({ id }) => id === draft.id) ?? saved[0])?.id ?? draft.id;
  const { data: shown } = useQuery(shownQuery(api, site.site, board, heard));
  const kinds = needs.filter((kind) => draft.tiles.some((tile) => tile.kind === kind)).join(' ');
  // biome-ignore lint/correctness/useExhaustiveDependencies: only which kinds there are decides; each change would subscribe anew
  const wanted = useMemo(() => withNeeds(shown, draft), [shown, kinds]);
  const feed = useBoardFeed(site.site, site.timeZone, wanted) ?? emptyFeed(beat);
  const { data: values } = useQuery(valueItemsQuery(api, site.site));
  const told = shown?.view ?? null;
  const questions = useMemo(() => previewQuestions(draft, told, filters), [draft, told, filters]);
  const asked = useQueries({
    queries: questions.map((question) => previewQuery(api, site.site, question)),
    combine: (results) => results.map(({ data }) => data ?? []),
  });
  const items: readonly BoardValue[] = values ?? [];
  return draftFeed(
    feed,
    draft,
    told,
    questions.map((question, i) => ({ question, answers: asked[i] ?? [] })),
    items,
  );
};
