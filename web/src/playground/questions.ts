import { type Question, readQuestion } from './question';

// Vite reads these calls while building, so their arguments have to be literals.
const operations = import.meta.glob<string>('./tabs/*.graphql', { query: '?raw', import: 'default', eager: true });
const variables = import.meta.glob<string>('./tabs/*.json', { query: '?raw', import: 'default', eager: true });

/** The ready questions, in the order of their file names. */
export const questions: readonly Question[] = Object.keys(operations)
  .sort()
  .map((path) => {
    const id = path.replace(/^.*\/|\.graphql$/g, '');
    return readQuestion(id, operations[path]!, variables[path.replace(/\.graphql$/, '.json')] ?? null);
  });
