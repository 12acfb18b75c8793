// Runs the GraphQL-over-HTTP audits against a running service:
//   node audit.mjs http://127.0.0.1:8080/graphql
// Every audit of level MUST, SHOULD and MAY has to pass: the service promises all of them.
import { serverAudits } from 'graphql-http';

const expected = 61;
const url = process.argv[2];
if (!url) {
  console.error('Usage: node audit.mjs URL-of-the-GraphQL-endpoint');
  process.exit(2);
}

const audits = serverAudits({ url });
let passed = 0;
const failures = [];
for (const audit of audits) {
  try {
    const result = await audit.fn();
    if (result.status === 'ok') {
      passed++;
    } else {
      failures.push(`${result.status} ${audit.id} ${audit.name}: ${result.reason}`);
    }
  } catch (error) {
    failures.push(`error ${audit.id} ${audit.name}: ${error.cause?.message ?? error.message}`);
  }
}
failures.forEach((line) => console.error(line));
console.log(`${passed} passed, ${failures.length} failed`);
if (audits.length !== expected) {
  console.error(`The suite has ${audits.length} audits, not ${expected}: look at what changed.`);
}
process.exitCode = failures.length === 0 && audits.length === expected ? 0 : 1;
