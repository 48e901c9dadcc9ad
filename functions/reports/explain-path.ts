export { type ExplainOf, explainPath } from '../statistics/catalogue.ts';
