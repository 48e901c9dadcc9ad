/** The part of the application that draws boards, fetched when one is opened. */
export { BoardListPage } from './board-list.tsx';
export { BoardOrEditor } from './board-or-editor.tsx';
export { BoardsStartPage } from './boards-start-page.tsx';
