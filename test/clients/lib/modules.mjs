// Modules of the project that the snippets make, in TypeScript.
import { createServer } from 'vite';
import { WebSocket } from 'ws';
import { project } from './snippets.mjs';

globalThis.WebSocket ??= WebSocket; // Node.js has it from version 22 on

let server;

/**
 * Loads a module as Vite would for a browser.
 * @param {string} name
 */
export async function load(name) {
  server ??= createServer({
    root: project, configFile: false, appType: 'custom', logLevel: 'error', optimizeDeps: { noDiscovery: true },
    server: { middlewareMode: true, ws: false, watch: null },
  });
  return (await server).ssrLoadModule(`/${name}`);
}

export const closeModules = async () => (await server)?.close();
