import { readdirSync, readFileSync } from 'node:fs';
import { buildSchema, type GraphQLSchema } from 'graphql';

const served = new URL('../../schema/derived/served/', import.meta.url);

/** The schema as the service serves it, put together from its generated files; throws when there are none. */
export function servedSchema(): GraphQLSchema {
  const files = readdirSync(served).filter((name) => name.endsWith('.graphqls')).sort();
  if (files.length === 0) {
    throw new Error(`No schema in ${served.pathname}: run make generate.`);
  }
  return buildSchema(files.map((name) => readFileSync(new URL(name, served), 'utf8')).join('\n'));
}
