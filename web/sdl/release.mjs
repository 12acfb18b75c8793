// Writes the served SDL as the released one; run it with each release, and only then.
import { mkdirSync, writeFileSync } from 'node:fs';
import { merged, plain, releasedFile, servedFolder } from './schema.mjs';

mkdirSync(new URL('.', releasedFile), { recursive: true });
writeFileSync(releasedFile, `# The SDL of the last release, by make release-schema; do not edit.\n\n${plain(merged(servedFolder, '.graphqls'))}`);
