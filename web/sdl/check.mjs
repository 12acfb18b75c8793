// Refuses a served SDL that breaks clients of the last release, unless a decision says so.
import { readFileSync } from 'node:fs';
import { compare } from './compare.mjs';
import { decisionsFolder, merged, releasedFile, servedFolder } from './schema.mjs';

const { refused, allowed, dangerous } = compare(
  readFileSync(releasedFile, 'utf8'),
  merged(servedFolder, '.graphqls'),
  merged(decisionsFolder, '.md'),
);
for (const change of allowed) {
  console.log(`breaks clients, as a decision says: ${change}`);
}
for (const change of dangerous) {
  console.log(`may surprise clients: ${change}`);
}
for (const change of refused) {
  console.error(`breaks clients of the last release: ${change}`);
}
if (refused.length > 0) {
  console.error(
    'Keep what was released and deprecate it. Where it must go, add to the decision in docs/decisions, for each change,\n'
    + `  Breaking: ${refused[0]}`,
  );
  process.exitCode = 1;
}
