import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { snippets, write } from './lib/snippets.mjs';
import { closeModules } from './lib/modules.mjs';
import * as caches from './docs/caches.mjs';
import * as generators from './docs/generators.mjs';
import * as live from './docs/live.mjs';
import * as origins from './docs/origins.mjs';
import * as writing from './docs/writing.mjs';

const topics = [generators, origins, caches, writing, live];

before(async () => {
  write();
  await generators.generate();
});
after(closeModules);

for (const topic of topics) {
  for (const [name, run] of Object.entries(topic.tests)) {
    test(name, run);
  }
}

test('each code block names a file, and is run', () => {
  assert.deepEqual([...snippets.keys()].sort(), topics.flatMap((topic) => topic.files).sort());
});
