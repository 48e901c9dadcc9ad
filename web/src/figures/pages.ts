/** The part of the page that comes when somebody asks for figures. */
export { ExplainPage } from './explain-page.tsx';
export { ExplainPanel } from './explain-panel.tsx';
export { FiguresPage } from './figures-page.tsx';
export { StatisticPage } from './statistic-page.tsx';
export { StatisticsPage } from './statistics-page.tsx';
