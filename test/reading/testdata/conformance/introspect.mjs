// Introspects an SDL with graphql-js: the reference for what the service answers. Reads one JSON
// object with the SDL and the service's answer from standard input, and writes the query, the
// reference, and whether the answer is a schema for clients that is the same.
import { readFileSync } from "node:fs";
import { buildClientSchema, buildSchema, getIntrospectionQuery, graphqlSync, lexicographicSortSchema, parse, printSchema } from "graphql";

const { sdl, answer } = JSON.parse(readFileSync(0, "utf8"));
const query = getIntrospectionQuery({
  descriptions: true, specifiedByUrl: true, directiveIsRepeatable: true, schemaDescription: true, inputValueDeprecation: true, oneOf: true,
});
const extensions = parse(sdl).definitions.filter((d) => d.kind.endsWith("Extension")).length;
const schema = buildSchema(sdl);
const plain = (s) => printSchema(lexicographicSortSchema(s));
process.stdout.write(JSON.stringify({
  query,
  extensions,
  reference: graphqlSync({ schema, source: query }).data,
  same: answer ? plain(buildClientSchema(answer)) === plain(schema) : false,
}));
