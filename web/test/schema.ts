import { buildSchema, type GraphQLSchema } from 'graphql';
import { merged, servedFolder } from '../sdl/schema.mjs';

/** The schema as the service serves it, put together from its generated files; throws when there are none. */
export function servedSchema(): GraphQLSchema {
  return buildSchema(merged(servedFolder, '.graphqls'));
}
