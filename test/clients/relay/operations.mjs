// Operations over every connection of the schema, as Relay wants them.
import { getNamedType, isLeafType, isObjectType, isRequiredArgument } from 'graphql';

/** How many entries of each list an operation reads. */
const lists = 'first: 5';
const links = 'first: 3';

/** How many connections of an entity an operation reads: a plan of all of them takes seconds to make. */
const together = 5;

/** What root fields want that have arguments which must be given; $id is an entity of the sample. */
const required = {
  difference: 'from: "2020-01-01T00:00:00Z", to: "2999-01-01T00:00:00Z"',
  duplicateCandidates: 'type: "Company"',
  history: 'id: $id',
  search: 'text: "半导体"',
  valueHistory: 'id: $id, field: "name"',
};

const isConnection = (field) => getNamedType(field.type).name.endsWith('Connection');

const namesOf = (type, but = []) =>
  Object.values(type.getFields())
    .filter((field) => isLeafType(getNamedType(field.type)) && !field.args.length && !but.includes(field.name))
    .map((field) => field.name);

/** The page that a connection field leads to, with all values of its edges. */
function page(owner, field, args) {
  const edge = getNamedType(getNamedType(field.type).getFields().edges.type);
  const node = getNamedType(edge.getFields().node.type);
  const values = namesOf(edge, ['id', 'cursor']);
  const ofNode = ['id', 'name'].filter((name) => name in (node.getFields?.() ?? {}));
  const selection = `edges { ${values.join(' ')} node { ${(ofNode.length ? ofNode : namesOf(node).slice(0, 3)).join(' ')} } }`;
  return `${field.name}(${args}) @connection(key: "${owner}_${field.name}") { ${selection} }`;
}

/**
 * Operations by the name of the module that has them: the fields below the query, and below each
 * entity, that are connections.
 * @param {import('graphql').GraphQLSchema} schema
 */
export function operations(schema) {
  const root = Object.values(schema.getQueryType().getFields()).filter(isConnection);
  const all = new Map();
  for (const field of root) {
    const unknown = field.args.filter(isRequiredArgument).length > 0 && !required[field.name];
    if (unknown) throw new Error(`${field.name}: say in required what it is asked with`);
    const args = required[field.name] ?? '';
    const id = args.includes('$id') ? '($id: ID!)' : '';
    all.set(`All_${field.name}`, `query All_${field.name}Query${id} { ${page('All', field, [args, lists].filter(Boolean).join(', '))} }`);
    const type = getNamedType(getNamedType(field.type).getFields().nodes?.type ?? getNamedType(field.type));
    if (!isObjectType(type) || !type.getInterfaces().some((i) => i.name === 'Entity')) continue;
    const own = Object.values(type.getFields()).filter(isConnection).map((link) => page(type.name, link, links));
    for (let i = 0; i < own.length; i += together) {
      const name = `Each${i}_${type.name}`;
      all.set(name, `query ${name}Query { ${field.name}(${lists}) { nodes { id ${own.slice(i, i + together).join(' ')} } } }`);
    }
  }
  return all;
}
