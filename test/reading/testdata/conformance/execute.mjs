// Executes operations with graphql-js over rows of a graph, as plainly as possible: the
// reference that the service's answers are compared with. Reads one JSON object from
// standard input and writes a JSON list of answers.
import { readFileSync } from "node:fs";
import { buildSchema, graphqlSync, isObjectType } from "graphql";

const { sdl, relations, entities, nodes, edges, operations } = JSON.parse(readFileSync(0, "utf8"));
const schema = buildSchema(sdl);
const byId = new Map(nodes.map((n) => [n.id, n]));

// Missing ids come last.
const ascending = (a, b) => (a.id == null) - (b.id == null) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

function connection(entries, { first }) {
  const page = entries.slice(0, first ?? 20);
  return {
    edges: page,
    nodes: page.map((e) => e.node),
    totalCount: entries.length,
    pageInfo: { hasNextPage: entries.length > page.length, hasPreviousPage: false },
  };
}

const cited = (owner, args) =>
  connection((owner.sourceIds ?? []).map((id) => byId.get(id)).sort(ascending).map((node) => ({ node })), args);

function follow(owner, relation) {
  return edges
    .filter((e) => e.type === relation.type && (relation.out ? e.from : e.to) === owner.id)
    .map((e) => ({ ...e.properties, node: byId.get(relation.out ? e.to : e.from) }))
    .filter((e) => e.node.__typename === relation.target)
    .sort(ascending)
    .map((e) => ({ ...e, relationship: e.id, id: e.id && `${e.id}.${relation.out ? "from" : "to"}` }));
}

const resolveNothing = (source, _args, _context, info) => source[info.fieldName];
for (const type of Object.values(schema.getTypeMap())) {
  if (!isObjectType(type) || type.name.startsWith("__")) continue;
  for (const field of Object.values(type.getFields())) {
    field.resolve = field.name === "sources" ? cited : resolveNothing;
  }
}
for (const relation of relations) {
  schema.getType(relation.owner).getFields()[relation.name].resolve = (owner, args) =>
    relation.many ? connection(follow(owner, relation), args) : follow(owner, relation)[0]?.node;
}
const query = schema.getQueryType().getFields();
for (const { name, singular, plural } of entities) {
  const all = nodes.filter((n) => n.__typename === name).sort(ascending);
  query[singular].resolve = (_root, { by }) => {
    const [[key, value]] = Object.entries(by);
    return all.find((n) => n[key] === value);
  };
  query[plural].resolve = (_root, args) => connection(all.map((node) => ({ node })), args);
}
query.node.resolve = (_root, { id }) => byId.get(id);
query.nodes.resolve = (_root, { ids }) => ids.map((id) => byId.get(id));

const answers = operations.map(({ query, variables }) => {
  const { data, errors = [] } = graphqlSync({ schema, source: query, variableValues: variables, rootValue: {} });
  return { data: data ?? null, errors: errors.map(({ message, path }) => ({ message, path: path ?? null })) };
});
process.stdout.write(JSON.stringify(answers));
