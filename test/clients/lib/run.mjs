// Programs that the snippets are for.
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const bin = fileURLToPath(new URL('../node_modules/.bin/', import.meta.url));

/**
 * What a program prints that runs in a folder; throws with all of it when it fails.
 * @param {string} folder
 * @param {string} program
 * @param {string[]} args
 */
export async function run(folder, program, ...args) {
  try {
    return (await promisify(execFile)(program, args, { cwd: folder, maxBuffer: 1 << 26 })).stdout;
  } catch (failed) {
    throw new Error(`${program} ${args.join(' ')}:\n${failed.stdout}${failed.stderr}`);
  }
}

/** The same for a program of one of the packages. */
export const runPackage = (folder, program, ...args) => run(folder, join(bin, program), ...args);
