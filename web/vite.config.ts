import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { precompress } from './build/precompress.ts';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

// In development the page is served by Vite and the API by a running service.
const service = process.env.CLUSTERGRAPH_URL ?? 'http://127.0.0.1:8080';

export default defineConfig({
  root: path('./src/playground'),
  base: '/playground/',
  plugins: [react(), precompress()],
  build: {
    outDir: path('../internal/edge/web/dist/playground'),
    emptyOutDir: true,
    // The licences of everything that is bundled travel with the bundle.
    license: { fileName: 'licenses.md' },
    // The editor alone is larger than the limit that Vite warns at.
    chunkSizeWarningLimit: 4096,
    rolldownOptions: {
      onLog(level, log, handle) {
        // GraphiQL's "use no memo" speaks to a compiler that has run already.
        if (log.code !== 'MODULE_LEVEL_DIRECTIVE') {
          handle(level, log);
        }
      },
    },
  },
  worker: { format: 'es' },
  server: { proxy: { '/graphql': { target: service, ws: true } } },
});
