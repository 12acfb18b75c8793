// A development server beside the service: its proxy, and the service's own answer to another origin.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { createClient } from 'graphql-ws';
import { createServer } from 'vite';
import { WebSocket } from 'ws';
import { service } from '../lib/service.mjs';
import { project, snippets } from '../lib/snippets.mjs';

export const files = ['vite.config.ts', 'serve.sh'];

/** Runs what it is given with the address of the development server. */
async function proxied(use) {
  const server = await createServer({
    root: project, configFile: join(project, 'vite.config.ts'), logLevel: 'error', optimizeDeps: { noDiscovery: true }, server: { port: 0, watch: null },
  });
  try {
    await server.listen();
    await use(server.resolvedUrls.local[0].replace(/\/$/, ''));
  } finally {
    await server.close();
  }
}

const body = JSON.stringify({ query: '{ __typename }' });

export const tests = {
  'pages of the development server reach the service': () => proxied(async (origin) => {
    const headers = { 'Content-Type': 'application/json', Origin: origin };
    const answer = await fetch(`${origin}/graphql`, { method: 'POST', headers, body });
    assert.deepEqual(await answer.json(), { data: { __typename: 'Query' } });
    const exported = await fetch(`${origin}/export/companies.csv`, { headers: { Origin: origin } });
    assert.equal(exported.status, 200);
    await exported.arrayBuffer();
  }),
  'and its WebSockets': () => proxied(async (origin) => {
    class FromPage extends WebSocket {
      constructor(url, protocols) { super(url, protocols, { origin }); }
    }
    const client = createClient({ url: `${origin.replace('http', 'ws')}/graphql`, webSocketImpl: FromPage, retryAttempts: 0 });
    const answers = client.iterate({ query: '{ __typename }' });
    assert.deepEqual((await answers.next()).value, { data: { __typename: 'Query' } });
    await client.dispose();
  }),
  async 'an allowed origin may ask without a proxy'() {
    const origin = /--allow-origin (\S+)/.exec(snippets.get('serve.sh'))[1];
    const asked = { Origin: origin, 'Access-Control-Request-Method': 'POST', 'Access-Control-Request-Headers': 'content-type,idempotency-key' };
    const preflight = await fetch(`${service}/graphql`, { method: 'OPTIONS', headers: asked });
    assert.ok(preflight.ok);
    assert.equal(preflight.headers.get('access-control-allow-origin'), origin);
    const other = await fetch(`${service}/graphql`, { method: 'POST', headers: { 'Content-Type': 'application/json', Origin: 'http://localhost:1' }, body });
    assert.equal(other.status, 403);
  },
};
