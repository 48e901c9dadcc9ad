/** The part of the application that draws boards, fetched when one is opened. */
export { BoardPage } from './board-page.tsx';
export { BoardsStartPage } from './boards-start-page.tsx';
