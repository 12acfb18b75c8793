import { createGraphiQLFetcher, type Fetcher, type FetcherParams } from '@graphiql/toolkit';
import { Kind, parse } from 'graphql';
import { createClient } from 'graphql-ws';
import { withEarlier } from './watch';

const endpoint = new URL('/graphql', window.location.href);
const socket = new URL(endpoint);
socket.protocol = endpoint.protocol === 'https:' ? 'wss:' : 'ws:';

const send = createGraphiQLFetcher({
  url: endpoint.href,
  wsClient: createClient({ url: socket.href }),
  enableIncrementalDelivery: false,
});

/**
 * The editor learns the operations of a tab a moment after the tab is shown; run before that, it
 * names an operation of the tab before. A document with one operation needs no choice.
 */
function withItsOwnName(params: FetcherParams): FetcherParams {
  try {
    const operations = parse(params.query).definitions.filter((d) => d.kind === Kind.OPERATION_DEFINITION);
    const [only] = operations;
    return operations.length === 1 && only ? { ...params, operationName: only.name?.value } : params;
  } catch {
    return params; // The service tells what is wrong with the document.
  }
}

/** Sends operations to the service that served the page; the socket opens with the first subscription. */
export const fetcher: Fetcher = async (params, options) => withEarlier(await send(withItsOwnName(params), options));
