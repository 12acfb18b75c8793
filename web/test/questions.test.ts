import { describe, expect, it } from 'vitest';
import { readQuestion } from '../src/playground/question';
import { questions } from '../src/playground/questions';

describe('ready questions', () => {
  it('exist and have names of their own', () => {
    expect(questions.length).toBeGreaterThan(0);
    expect(new Set(questions.map(({ id }) => id)).size).toBe(questions.length);
  });

  it.each(questions)('$id is asked in English and in Chinese', ({ asked }) => {
    expect(asked.en).not.toMatch(/\p{Script=Han}/u);
    expect(asked.zh).toMatch(/\p{Script=Han}/u);
  });
});

describe('readQuestion', () => {
  it('takes the question from the first two comment lines', () => {
    const query = '# Who?\n# 谁？\nquery Who { a }\n';
    expect(readQuestion('who', query, '{}')).toEqual({ id: 'who', asked: { en: 'Who?', zh: '谁？' }, query, variables: '{}' });
  });

  it.each(['query Who { a }', '# Who?\nquery Who { a }', '#\n# 谁？\nquery Who { a }'])('refuses %j', (query) => {
    expect(() => readQuestion('who', query, null)).toThrow('who.graphql must begin with two comment lines');
  });
});
