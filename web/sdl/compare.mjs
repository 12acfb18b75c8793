import { buildSchema, findBreakingChanges, findDangerousChanges } from 'graphql';

/** A line of a decision that lets one change pass, whole or as an item of a list. */
const permission = /^(?:[-*] )?Breaking: (.+)$/gm;

/**
 * What of the SDL that is served differs from the released one to the harm of clients, each
 * change in the words of graphql-js: `refused` and `allowed` break clients, the latter because
 * the decisions have a line `Breaking: <the change>`; `dangerous` may change what they do.
 * What is only added is in none.
 * @param {string} released
 * @param {string} served
 * @param {string} decisions
 */
export function compare(released, served, decisions) {
  const before = buildSchema(released);
  const after = buildSchema(served);
  const listed = new Set([...decisions.matchAll(permission)].map(([, change]) => change?.trim()));
  const breaking = findBreakingChanges(before, after).map((change) => change.description);
  return {
    refused: breaking.filter((change) => !listed.has(change)),
    allowed: breaking.filter((change) => listed.has(change)),
    dangerous: findDangerousChanges(before, after).map((change) => change.description),
  };
}
