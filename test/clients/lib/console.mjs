/**
 * What libraries say on the console while a test runs: warnings of what they cannot keep apart.
 * @param {import('node:test').TestContext} t
 */
export function listening(t) {
  const said = [];
  for (const way of ['warn', 'error']) t.mock.method(console, way, (...words) => said.push(words.join(' ')));
  return said;
}
