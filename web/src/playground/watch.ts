import { isAsyncIterable, type Fetcher } from '@graphiql/toolkit';

/** How many earlier events of a subscription stay in view. */
export const kept = 49;

type Answer = Awaited<ReturnType<Fetcher>>;

/**
 * Shows the events of a subscription with those before them: GraphiQL shows an answer at a time, so that of two
 * changes at once only one would be seen. An event stands as it was sent, and earlier has the data of the ones before.
 */
export function withEarlier(answer: Answer): Answer {
  return isAsyncIterable(answer) ? gathered(answer as AsyncIterable<{ data?: unknown }>) as Answer : answer;
}

/** Not a generator: one that waits for the next event could not be stopped before it came. */
function gathered(events: AsyncIterable<{ data?: unknown }>): AsyncIterableIterator<object> {
  const source = events[Symbol.asyncIterator]();
  let earlier: unknown[] = [];
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    async next() {
      const { done, value } = await source.next();
      if (done) {
        return { done, value };
      }
      const shown = earlier.length > 0 ? { ...value, earlier } : value;
      earlier = [value.data, ...earlier].slice(0, kept);
      return { done: false, value: shown };
    },
    async return(value?: unknown) {
      await source.return?.();
      return { done: true, value };
    },
  };
}
