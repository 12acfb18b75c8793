// Runs relay-compiler over documents and the SDL as it is served.
import { execFile } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { promisify } from 'node:util';

const compiler = createRequire(import.meta.url)('relay-compiler');

/**
 * Compiles the documents, by the name of their module, below a folder, and returns where the
 * artifacts are.
 * @param {string} folder
 * @param {string} sdl
 * @param {Map<string, string>} documents
 * @param {object} settings
 */
export async function compile(folder, sdl, documents, settings = {}) {
  for (const name of ['src', 'artifacts']) mkdirSync(join(folder, name), { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{"type": "module"}');
  writeFileSync(join(folder, 'schema.graphql'), sdl);
  for (const [name, text] of documents) {
    writeFileSync(join(folder, 'src', `${name}.js`), `import { graphql } from 'relay-runtime';\n\ngraphql\`${text}\`;\n`);
  }
  writeFileSync(join(folder, 'relay.config.json'), JSON.stringify({
    src: './src', schema: './schema.graphql', language: 'javascript', artifactDirectory: './artifacts', eagerEsModules: true, ...settings,
  }));
  await promisify(execFile)(compiler, ['relay.config.json'], { cwd: folder }).catch((failed) => {
    throw new Error(`relay-compiler refuses the schema or a document:\n${failed.stdout}${failed.stderr}`);
  });
  return join(folder, 'artifacts');
}
