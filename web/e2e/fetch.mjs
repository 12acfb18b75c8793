// Makes sure that there is a browser before the tests begin: where the machine has none,
// Playwright's own installer fetches one, or finds the one that it fetched before.
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { findChromium } from './browser.mjs';

const playwright = fileURLToPath(new URL('cli.js', import.meta.resolve('playwright-core/package.json')));

/** The installer's arguments, or none where the machine has a browser; whatever is not headless is left out. */
export function installer(env = process.env) {
  return findChromium(env) ? undefined : [playwright, 'install', '--only-shell', 'chromium'];
}

function main() {
  const args = installer();
  if (!args) {
    return;
  }
  try {
    execFileSync(process.execPath, args, { stdio: 'inherit' });
  } catch {
    console.error('No browser, and Playwright could not fetch one: install Chromium (apt install chromium), or name one in CHROMIUM.');
    process.exitCode = 1;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  main();
}
