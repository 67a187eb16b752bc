/**
 * The article's own data and its Metropolis-Hastings run, drawn again from numpy's legacy stream with its
 * seed, so that a lab can start where the article did, simulate more of the same, and say what its code
 * really gives. Must not know labs or charts.
 */
export { ARTICLE_SEED, conjugateData, lineData, parabolaData } from "./articleData";
export { ARTICLE_RUN, articleRun, summarizeArticleRun } from "./articleRun";
export type { ArticleRun, ArticleRunSummary } from "./articleRun";
