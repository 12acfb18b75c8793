// Client libraries that keep what they read: a second page joins the first.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { isObjectType } from 'graphql';
import { listening } from '../lib/console.mjs';
import { load } from '../lib/modules.mjs';
import { ask, servedSchema } from '../lib/service.mjs';
import { snippets } from '../lib/snippets.mjs';

const { gql } = createRequire(import.meta.url)('@apollo/client');
const relay = createRequire(import.meta.url)('relay-runtime');

export const files = ['src/apollo.ts', 'src/urql.ts', 'src/relay.ts'];

const list = `query Firms($first: Int!, $after: String) {
  companies(first: $first, after: $after, orderBy: [{ name: ASC }]) {
    edges { cursor node { id name segments(first: 5) { edges { cursor relationship role node { id name } } pageInfo { hasNextPage endCursor } } } }
    pageInfo { hasNextPage endCursor }
  }
}`;

/** What two pages have when the service is asked for both at once. */
const both = async () => (await ask(list, { first: 6 })).data.companies;

const idsOf = (connection) => connection.edges.map((edge) => edge.node.id);
const linksOf = (connection) => connection.edges.flatMap((edge) => edge.node.segments.edges.map((link) => [link.relationship, link.role, link.node.id]));

/** Asserts that what is kept of two pages is the list of both. */
async function joined(kept) {
  const wanted = await both();
  assert.deepEqual(idsOf(kept), idsOf(wanted));
  assert.deepEqual(linksOf(kept), linksOf(wanted));
}

/** Types beside entities and edges that have an id which nothing else has. */
const own = ['Change', 'Distinct', 'ImportJob', 'ImportPreview', 'Merge', 'Statement'];

export const tests = {
  async 'Relay is told of each type with the id of something else'() {
    const types = Object.values((await servedSchema()).getTypeMap()).filter((type) => isObjectType(type) && 'id' in type.getFields());
    const others = types.filter((type) => !type.getInterfaces().some(({ name }) => name === 'Node') && !type.name.endsWith('Edge'));
    const named = [...snippets.get('src/relay.ts').match(/borrowed = \[(.*?)\]/)[1].matchAll(/'(\w+)'/g)].map(([, name]) => name);
    assert.deepEqual([...named, ...own].sort(), others.map(({ name }) => name).sort());
  },
  async 'Apollo Client'(t) {
    const said = listening(t);
    const { client } = await load('src/apollo.ts');
    const query = gql(list);
    const firms = client.watchQuery({ query, variables: { first: 3 } });
    const watching = firms.subscribe(() => {});
    const { data } = await firms.refetch();
    await firms.fetchMore({ variables: { after: data.companies.pageInfo.endCursor } });
    await joined(client.readQuery({ query, variables: { first: 3 } }).companies);
    watching.unsubscribe();
    client.stop();
    assert.deepEqual(said, []);
  },
  async 'Graphcache of urql'(t) {
    const said = listening(t);
    const { client } = await load('src/urql.ts');
    const first = await client.query(list, { first: 3 }).toPromise();
    const after = first.data.companies.pageInfo.endCursor;
    const second = await client.query(list, { first: 3, after }).toPromise();
    await joined(second.data.companies);
    assert.deepEqual(said, []);
  },
  async Relay(t) {
    const said = listening(t);
    const { environment } = await load('src/relay.ts');
    const request = (await load('src/__generated__/FirmsQuery.graphql.ts')).default;
    const descriptor = relay.createOperationDescriptor(request, { first: 3 });
    environment.retain(descriptor);
    await relay.fetchQuery(environment, request, { first: 3 }).toPromise();
    const after = environment.lookup(descriptor.fragment).data.companies.pageInfo.endCursor;
    await relay.fetchQuery(environment, request, { first: 3, after }).toPromise();
    await joined(environment.lookup(descriptor.fragment).data.companies);
    assert.deepEqual(said, []);
  },
};
