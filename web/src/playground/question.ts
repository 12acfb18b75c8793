import type { Language } from '../messages/language';

/** A first-day question: the operation that answers it, and how staff would ask. */
export interface Question {
  /** The file's name without its ending; also its place in the menu. */
  id: string;
  asked: Record<Language, string>;
  query: string;
  variables: string | null;
}

/**
 * Reads a question from its file. The file begins with two comment lines, the question in English and then
 * in Chinese; the rest is the operation.
 */
export function readQuestion(id: string, query: string, variables: string | null): Question {
  const [en, zh] = query.split('\n', 2).map(commentText);
  if (!en || !zh) {
    throw new Error(`${id}.graphql must begin with two comment lines: the question in English, then in Chinese.`);
  }
  return { id, asked: { en, zh }, query, variables };
}

function commentText(line: string): string {
  return line.startsWith('#') ? line.slice(1).trim() : '';
}
