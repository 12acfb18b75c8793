import { describe, expect, it } from 'vitest';
import { kept, withEarlier } from '../src/playground/watch';

async function* events(n: number) {
  for (let i = 1; i <= n; i++) {
    yield { data: i };
  }
}

async function shown(n: number) {
  const list: unknown[] = [];
  for await (const event of withEarlier(events(n) as never) as unknown as AsyncIterable<unknown>) {
    list.push(event);
  }
  return list;
}

describe('withEarlier', () => {
  it('leaves single answers as they are', () => {
    const answer = { data: { a: 1 } };
    expect(withEarlier(answer as never)).toBe(answer);
  });

  it('shows the newest event as it was sent, and those before it', async () => {
    expect(await shown(3)).toEqual([{ data: 1 }, { data: 2, earlier: [1] }, { data: 3, earlier: [2, 1] }]);
  });

  it('lets the oldest go', async () => {
    const last = (await shown(kept + 10)).at(-1) as { earlier: number[] };
    expect(last.earlier).toHaveLength(kept);
    expect(last.earlier[0]).toBe(kept + 9);
  });

  it('ends a subscription that waits for its next event when it is stopped', async () => {
    let stopped = false;
    const endless = {
      [Symbol.asyncIterator]: () => ({
        next: () => new Promise(() => {}),
        return: async () => {
          stopped = true;
          return { done: true, value: undefined };
        },
      }),
    };
    const shown = (withEarlier(endless as never) as unknown as AsyncIterable<unknown>)[Symbol.asyncIterator]();
    void shown.next();
    await shown.return?.();
    expect(stopped).toBe(true);
  });
});
