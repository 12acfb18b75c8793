import { readdirSync, readFileSync } from 'node:fs';
import { buildSchema, lexicographicSortSchema, parse, print, printSchema, visit } from 'graphql';

const root = new URL('../../', import.meta.url);

/** The file that keeps the served SDL of the last release. */
export const releasedFile = new URL('schema/released/served.graphqls', root);
/** The generated files of the served SDL. */
export const servedFolder = new URL('schema/derived/served/', root);
/** The notes that may allow a breaking change. */
export const decisionsFolder = new URL('docs/decisions/', root);

/**
 * All files of a folder whose name ends so, in the order of their names, as one text; throws
 * when there are none.
 * @param {URL} folder
 * @param {string} ending
 */
export function merged(folder, ending) {
  const names = readdirSync(folder).filter((name) => name.endsWith(ending)).sort();
  if (names.length === 0) {
    throw new Error(`No ${ending} in ${folder.pathname}: run make generate.`);
  }
  return names.map((name) => readFileSync(new URL(name, folder), 'utf8')).join('\n');
}

/**
 * An SDL in one fixed form: sorted, and without descriptions, which break nobody.
 * @param {string} sdl
 */
export function plain(sdl) {
  const document = visit(parse(sdl, { noLocation: true }), {
    enter(node) {
      return 'description' in node ? { ...node, description: undefined } : undefined;
    },
  });
  return `${printSchema(lexicographicSortSchema(buildSchema(print(document))))}\n`;
}
