// The service that the tests run against, which somebody else has started with the sample.
import { buildSchema } from 'graphql';

/** Address of the service, without a path. */
export const service = (process.env.SERVICE ?? 'http://127.0.0.1:8080').replace(/\/$/, '');

const sdl = fetch(`${service}/schema.graphql`).then((answer) => answer.text());

/** The SDL as the service serves it. */
export const servedSDL = () => sdl;

/** The schema that the service serves. */
export const servedSchema = async () => buildSchema(await sdl);

/**
 * The answer to a request: data and errors as they came.
 * @param {string} query
 * @param {Record<string, unknown>} [variables]
 */
export async function ask(query, variables) {
  const answer = await fetch(`${service}/graphql`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  return answer.json();
}
