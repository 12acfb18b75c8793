import type { Messages } from '../../messages/en';
import count from './examples/count.graphql?raw';
import filter from './examples/filter.graphql?raw';
import none from './examples/none.graphql?raw';
import page from './examples/page.graphql?raw';
import sort from './examples/sort.graphql?raw';
import sources from './examples/sources.graphql?raw';

/** A topic of the guide: a text in each language and an example. */
export type Topic = keyof Messages['guide'];

/** The topics in the order in which one reads them. */
export const topics: readonly Topic[] = ['page', 'filter', 'none', 'sort', 'count', 'sources'];

/** One operation a topic, complete, so that it runs as copied. */
export const examples: Record<Topic, string> = { page, filter, none, sort, count, sources };
