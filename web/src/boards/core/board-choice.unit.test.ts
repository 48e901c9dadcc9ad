import { expect, it } from 'vitest';
import type { BoardItem } from '../editor/board-api.ts';
import { chosenView, parseBoardSearch, startBoard } from './board-choice.ts';

const item = (id: string): BoardItem => ({
  id,
  kind: 'dashboard',
  name: id,
  owner: null,
  shared: true,
  builtIn: false,
  version: 1,
  updatedAt: null,
  mayEdit: false,
  template: null,
  views: [],
});

it('begins where one left off, else with the standard board', () => {
  const boards = ['sales', 'standard-wallboard', 'standard-dashboard'].map(item);
  expect(startBoard(boards, 'sales')?.id).toBe('sales');
  expect(startBoard(boards, 'gone')?.id).toBe('standard-dashboard');
  expect(startBoard(['sales', 'standard-wallboard'].map(item), null)?.id).toBe('standard-wallboard');
  expect(startBoard([item('sales')], null)?.id).toBe('sales');
  expect(startBoard([], null)).toBeNull();
});

it('shows the view asked for, else the first', () => {
  const views = [
    { id: 'v1', name: 'One' },
    { id: 'v2', name: 'Two' },
  ];
  expect(chosenView(views, 'v2')).toBe('v2');
  expect(chosenView(views, 'v9')).toBe('v1');
  expect(chosenView([], undefined)).toBeNull();
  expect(parseBoardSearch({ view: 'v2', x: 1 })).toEqual({ view: 'v2' });
  expect(parseBoardSearch({ view: 7 })).toEqual({});
});
