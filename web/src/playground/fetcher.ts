import { createGraphiQLFetcher, type Fetcher, type FetcherOpts, type FetcherParams } from '@graphiql/toolkit';
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
 * names an operation of the tab before, or does not know that one is a subscription. A document
 * with one operation needs no choice.
 */
function asWritten(params: FetcherParams, options?: FetcherOpts): [FetcherParams, FetcherOpts?] {
  try {
    const documentAST = parse(params.query);
    const operations = documentAST.definitions.filter((d) => d.kind === Kind.OPERATION_DEFINITION);
    const [only] = operations;
    const operationName = operations.length === 1 ? only?.name?.value : params.operationName;
    return [{ ...params, operationName }, { ...options, documentAST }];
  } catch {
    return [params, options]; // The service tells what is wrong with the document.
  }
}

/** Sends operations to the service that served the page; the socket opens with the first subscription. */
export const fetcher: Fetcher = async (params, options) => withEarlier(await send(...asWritten(params, options)));
