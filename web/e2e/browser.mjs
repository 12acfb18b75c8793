// Starts the machine's own Chromium, without anything that talks to the outside by itself.
import { execFileSync } from 'node:child_process';
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

export function findChromium() {
  for (const candidate of [process.env.CHROMIUM, ...candidates].filter(Boolean)) {
    try {
      return execFileSync('sh', ['-c', 'command -v "$1"', 'sh', candidate], { encoding: 'utf8' }).trim();
    } catch {
      // Not this one; the next may be there.
    }
  }
  throw new Error(`No browser: install Chromium, or name one in CHROMIUM (looked for ${candidates.join(', ')}).`);
}

/** Each launch has a fresh profile, which Playwright makes and removes. */
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
