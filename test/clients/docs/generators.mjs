// Code generators: their scalars are those of the schema, and what they make compiles and runs.
import assert from 'node:assert/strict';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isScalarType, isSpecifiedScalarType } from 'graphql';
import { run, runPackage } from '../lib/run.mjs';
import { servedSchema, servedSDL } from '../lib/service.mjs';
import { page, project, snippets } from '../lib/snippets.mjs';

export const files = [
  'codegen.ts', 'src/companies.ts', 'genqlient.yaml', 'companies.graphql', 'main.go', 'keyless.mjs', 'relay.config.json', 'src/Firms.ts',
];

const goModule = fileURLToPath(new URL('../genqlient/', import.meta.url));

const tsconfig = {
  compilerOptions: {
    target: 'es2022', module: 'esnext', moduleResolution: 'bundler', lib: ['es2022', 'dom', 'dom.iterable'], types: ['node'],
    strict: true, noEmit: true, skipLibCheck: true, resolveJsonModule: true, exactOptionalPropertyTypes: false,
  },
  include: ['*.ts', 'src'],
};

/** Runs the generators that other snippets need. */
export async function generate() {
  writeFileSync(join(project, 'schema.graphql'), await servedSDL());
  await runPackage(project, 'graphql-codegen', '--config', 'codegen.ts');
  writeFileSync(join(project, 'src/keyless.json'), await run(project, process.execPath, 'keyless.mjs'));
  mkdirSync(join(project, 'src/__generated__'));
  await runPackage(project, 'relay-compiler', 'relay.config.json');
}

/** The names that a pattern finds in a text, from some word on to the end of the braces or lines there. */
const namesIn = (text, start, end, item) => {
  const part = text.slice(text.indexOf(start) + start.length);
  return [...part.slice(0, part.indexOf(end)).matchAll(item)].map(([, name]) => name).sort();
};

/** The versions of Go modules that the page says to take. */
const modulesOf = (text) => [...text.matchAll(/`go get (.*?)`/g)].flatMap(([, list]) =>
  [...list.matchAll(/(\S+)@(\S+)/g)].map(([, name, version]) => `${name} ${version}`));

export const tests = {
  async 'each generator knows each scalar of the schema'() {
    const types = Object.values((await servedSchema()).getTypeMap());
    const scalars = types.filter((type) => isScalarType(type) && !isSpecifiedScalarType(type)).map((type) => type.name).sort();
    assert.deepEqual(namesIn(page, '| scalar |', '\n\n', /^\| `(\w+)` \|/gm), scalars);
    assert.deepEqual(namesIn(snippets.get('codegen.ts'), 'scalars: {', '}', /(\w+): '/g), scalars);
    assert.deepEqual(namesIn(`${snippets.get('genqlient.yaml')}\n`, 'bindings:', '\n\n', /(\w+): \{/g), scalars);
    assert.deepEqual(namesIn(snippets.get('relay.config.json'), '"customScalarTypes": {', '}', /"(\w+)":/g), scalars);
  },
  async 'all of it has types'() {
    writeFileSync(join(project, 'tsconfig.json'), JSON.stringify(tsconfig));
    await runPackage(project, 'tsc', '--project', '.');
  },
  async 'genqlient makes a client in Go'() {
    for (const name of ['go.mod', 'go.sum']) cpSync(join(goModule, name), join(project, name));
    const pinned = readFileSync(join(goModule, 'go.mod'), 'utf8');
    assert.equal(modulesOf(page).length, 3);
    for (const named of modulesOf(page)) assert.ok(pinned.includes(named), `${named} is what is tested`);
    await run(project, 'go', 'tool', 'genqlient', 'genqlient.yaml');
    assert.match(await run(project, 'go', 'run', '.'), /^(\S+ \d{8,} 20\d\d\n){3}$/);
  },
};
