import type { BoardValue, Notice } from '../../../../functions/domain/board.ts';

/** Values from outside the telephone system, as far as the site's notices have told them. */
export interface NoticesFeed {
  /** The server has answered the subscription. */
  readonly joined: boolean;
  /** By id. */
  readonly values: ReadonlyMap<string, BoardValue>;
}

export const emptyNotices: NoticesFeed = { joined: false, values: new Map() };

const byId = (values: readonly BoardValue[]): [string, BoardValue][] => values.map((value) => [value.id, value]);

export const takeValues = (values: readonly BoardValue[]): NoticesFeed => ({ joined: true, values: new Map(byId(values)) });

export const takeNotice = (feed: NoticesFeed, notice: Notice): NoticesFeed => {
  if (notice.kind !== 'values') return feed;
  const values = new Map([...feed.values, ...byId(notice.values)]);
  for (const id of notice.gone) values.delete(id);
  return { ...feed, values };
};
