import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { baseURL } from './browser.mjs';

const screenshots = process.env.SCREENSHOTS;

/**
 * Opens /playground in a context of its own and gathers what must not happen: requests to another host, console
 * errors, uncaught exceptions, failed requests.
 */
export async function visitPlayground(browser, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'en-GB', ...options });
  const page = await context.newPage();
  const problems = [];
  const origin = baseURL();
  context.on('request', (request) => {
    if (/^(?:https?|wss?):/.test(request.url()) && new URL(request.url()).host !== new URL(origin).host) {
      problems.push(`request to another host: ${request.url()}`);
    }
  });
  context.on('requestfailed', (request) => {
    const reason = request.failure()?.errorText;
    // Leaving a page cancels what it still loads.
    if (reason !== 'net::ERR_ABORTED') {
      problems.push(`failed: ${request.url()} ${reason}`);
    }
  });
  context.on('response', (response) => {
    if (response.status() >= 400) {
      problems.push(`status ${response.status()}: ${response.url()}`);
    }
  });
  page.on('pageerror', (error) => problems.push(`uncaught: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') {
      problems.push(`console: ${message.text()}`);
    }
  });
  await page.goto(`${origin}/playground`);
  await page.locator('.graphiql-query-editor .view-lines').waitFor();
  // The button that fetches the schema is disabled until it is there.
  await page.locator('button[aria-label^="Re-fetch"]:enabled').waitFor();
  return { context, page, problems };
}

/** Runs the operation of the open tab; returns what the service sent and what the response pane shows of it. */
export async function run(page) {
  const arrived = page.waitForResponse((response) => new URL(response.url()).pathname === '/graphql');
  await page.getByRole('button', { name: /^Execute query/ }).click();
  const sent = await (await arrived).json();
  const pane = page.locator('.graphiql-response .view-lines');
  await pane.filter({ hasText: /"data"|"errors"/ }).waitFor();
  // The editor keeps spaces as non-breaking ones.
  return { sent, shown: (await pane.innerText()).replaceAll('\u00a0', ' ') };
}

/** Opens a question from the menu by the beginning of its text. */
export async function openQuestion(page, menu, question) {
  await page.getByRole('button', { name: menu }).click();
  await page.getByRole('menuitem', { name: question }).click();
}

/** Records a project, past the page; recorded again under its name, it is changed. */
export async function record(name, description) {
  const response = await fetch(`${baseURL()}/graphql`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({
      query: `mutation ($code: String!, $input: ProjectCreate!) { upsertProject(key: { registrationCode: $code }, input: $input) { id } }`,
      variables: { code: name, input: { name, description, illustrative: true } },
    }),
  });
  const { errors } = await response.json();
  if (errors) {
    throw new Error(JSON.stringify(errors));
  }
}

/** Keeps a picture when SCREENSHOTS names a folder. */
export async function picture(page, name) {
  if (screenshots) {
    mkdirSync(screenshots, { recursive: true });
    await page.screenshot({ path: join(screenshots, `${name}.png`) });
  }
}
