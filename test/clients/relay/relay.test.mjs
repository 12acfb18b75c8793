import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { listening } from '../lib/console.mjs';
import { ask, servedSchema, servedSDL } from '../lib/service.mjs';
import { compile } from './compile.mjs';
import { operations } from './operations.mjs';

const relay = createRequire(import.meta.url)('relay-runtime');

const folder = mkdtempSync(join(tmpdir(), 'relay-'));
after(() => rmSync(folder, { recursive: true }));

let documents;
let artifacts;
before(async () => {
  documents = operations(await servedSchema());
  artifacts = await compile(folder, await servedSDL(), documents);
});

// One store takes in every connection: what it has of each, once it has all of them, is what the service answered.
test('the store keeps all connections apart', async (t) => {
  const said = listening(t);
  const answers = new Map();
  const environment = new relay.Environment({
    network: relay.Network.create(async (request, variables) => {
      const answer = await ask(request.text, variables);
      answers.set(request.name, answer);
      return answer;
    }),
    store: new relay.Store(new relay.RecordSource()),
  });
  const company = (await ask('{ companies(first: 1) { nodes { id } } }')).data.companies.nodes[0].id;
  const read = [];
  for (const name of documents.keys()) {
    const request = (await import(join(artifacts, `${name}Query.graphql.js`))).default;
    const descriptor = relay.createOperationDescriptor(request, { id: company });
    environment.retain(descriptor);
    await relay.fetchQuery(environment, request, { id: company }).toPromise();
    read.push(descriptor);
  }
  let edges = 0;
  for (const descriptor of read) {
    const { name } = descriptor.request.node.params;
    const kept = environment.lookup(descriptor.fragment).data;
    edges += same(kept, answers.get(name).data, name);
  }
  assert.ok(edges > 500, `${edges} edges are compared`);
  assert.deepEqual(said, []);
});

/** Asserts that all that is kept is what was answered, and counts the edges. */
function same(kept, answered, path) {
  if (Array.isArray(kept)) {
    assert.equal(kept.length, answered.length, path);
    return kept.reduce((edges, one, i) => edges + same(one, answered[i], `${path}.${i}`), 0);
  }
  if (kept === null || typeof kept !== 'object' || answered === null || typeof answered !== 'object') {
    assert.deepEqual(kept, answered, path);
    return 0;
  }
  return Object.keys(kept)
    .filter((name) => !name.startsWith('__'))
    .reduce((edges, name) => edges + same(kept[name], answered[name], `${path}.${name}`), 'cursor' in kept ? 1 : 0);
}
