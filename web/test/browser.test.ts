import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findChromium } from '../e2e/browser.mjs';
import { installer } from '../e2e/fetch.mjs';

let bin: string;

beforeEach(() => {
  bin = mkdtempSync(join(tmpdir(), 'browser-'));
});

afterEach(() => rmSync(bin, { recursive: true }));

function program(name: string, script: string) {
  writeFileSync(join(bin, name), `#!/bin/sh\n${script}\n`);
  chmodSync(join(bin, name), 0o755);
}

describe('the browser of the tests', () => {
  it('is that of the machine', () => {
    program('google-chrome', 'exit 0');
    expect(findChromium({ PATH: bin })).toBe(join(bin, 'google-chrome'));
    program('chromium', 'exit 0');
    expect(findChromium({ PATH: bin })).toBe(join(bin, 'chromium'));
    expect(installer({ PATH: bin })).toBeUndefined();
  });

  it('is another one where the first does not run', () => {
    program('chromium', 'exit 1');
    program('chromium-browser', 'exit 0');
    expect(findChromium({ PATH: bin })).toBe(join(bin, 'chromium-browser'));
  });

  it('is the one that is named, or none', () => {
    program('chromium', 'exit 0');
    program('other', 'exit 0');
    expect(findChromium({ PATH: bin, CHROMIUM: join(bin, 'other') })).toBe(join(bin, 'other'));
    expect(() => findChromium({ PATH: bin, CHROMIUM: '/nowhere' })).toThrow(/CHROMIUM names \/nowhere/);
  });

  it('is fetched by the installer of Playwright where there is none', () => {
    const args = installer({ PATH: bin });
    const plan = execFileSync(process.execPath, [...args!, '--dry-run'], { encoding: 'utf8' });
    expect(plan).toMatch(/Chrome Headless Shell .*\n.*Install location/);
  });
});
