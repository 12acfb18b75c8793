// Starts the machine's own Chromium, or the one that Playwright fetched (fetch.mjs), without anything that talks to
// the outside by itself.
import { execFileSync } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';

const candidates = ['chromium', 'chromium-browser', 'google-chrome'];
const args = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The place of the machine's own Chromium, which runs; undefined where there is none. One that is named must be there. */
export function findChromium(env = process.env) {
  const found = (env.CHROMIUM ? [env.CHROMIUM] : candidates)
    .flatMap((candidate) => places(candidate, env))
    .find((place) => runs(place, env));
  if (!found && env.CHROMIUM) {
    throw new Error(`CHROMIUM names ${env.CHROMIUM}, which does not run: name another, or unset it.`);
  }
  return found;
}

/**
 * Where a program may be: Playwright takes a path, and no name.
 * @param {string} program
 * @param {NodeJS.ProcessEnv} env
 */
function places(program, env) {
  return /[\\/]/.test(program) ? [program] : (env.PATH ?? '').split(delimiter).map((folder) => join(folder, program));
}

/**
 * @param {string} program
 * @param {NodeJS.ProcessEnv} env
 */
function runs(program, env) {
  try {
    execFileSync(program, ['--version'], { env, stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** Each launch has a fresh profile, which Playwright makes and removes. Without a path it takes the one that it fetched. */
export function launch() {
  return chromium.launch({ executablePath: findChromium(), args });
}

/** Where the service answers; the tests need one that runs. */
export function baseURL() {
  if (!process.env.BASE_URL) {
    throw new Error('Set BASE_URL to a running service, such as http://127.0.0.1:8080');
  }
  return new URL(process.env.BASE_URL).origin;
}
