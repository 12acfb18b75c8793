// The code blocks of docs/clients.md that name a file.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { service } from './service.mjs';

/** The page as it is written. */
export const page = readFileSync(new URL('../../../docs/clients.md', import.meta.url), 'utf8');

const blocks = [...page.matchAll(/^```(\w*) ?(.*)\n([\s\S]*?)^```$/gm)];

/** Code blocks by the name of the file; those without a name are under "". */
export const snippets = new Map(blocks.map(([, , name, text]) => [name, text]));

/** Where the blocks lie as files, beside the packages that they import. */
export const project = fileURLToPath(new URL('../.work/', import.meta.url));

/** Writes the blocks as files, with the address of the service that is tested. */
export function write() {
  rmSync(project, { recursive: true, force: true });
  const host = new URL(service).host;
  for (const [name, text] of snippets) {
    const file = join(project, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text.replaceAll('127.0.0.1:8080', host));
  }
  writeFileSync(join(project, 'package.json'), '{"private": true, "type": "module"}');
}
