// A list that stays true while others write, also when its connection breaks.
import assert from 'node:assert/strict';
import { load } from '../lib/modules.mjs';
import { ask } from '../lib/service.mjs';

export const files = ['src/live.ts'];

const create = 'mutation ($name: String!) { createCompany(input: { name: $name, illustrative: true }) { id } }';
const rename = 'mutation ($id: ID!, $name: String!) { updateCompany(id: $id, patch: { name: $name }) { id } }';
const remove = 'mutation ($id: ID!) { deleteCompany(id: $id) }';

export const tests = {
  async 'a live list'(t) {
    const sockets = [];
    const Native = globalThis.WebSocket;
    t.mock.property?.(globalThis, 'WebSocket', Native);
    globalThis.WebSocket = class extends Native {
      constructor(...args) { super(...args); sockets.push(this); }
    };
    t.after(() => { globalThis.WebSocket = Native; });
    const { liveFirms } = await load('src/live.ts');
    const stop = new AbortController();
    let shown = [];
    let wake = () => {};
    const until = async (holds) => {
      while (!holds(shown)) await new Promise((resolve) => { wake = resolve; });
    };
    const watching = liveFirms((firms) => { shown = firms; wake(); }, stop.signal);
    await until((firms) => firms.length > 0);

    const name = `实时${Date.now()}有限公司`;
    const { id } = (await ask(create, { name })).data.createCompany;
    await until((firms) => firms.some((firm) => firm.id === id && firm.name === name));
    sockets.at(-1).close();
    await ask(rename, { id, name: `${name}乙` });
    await until((firms) => firms.some((firm) => firm.name === `${name}乙`));
    assert.equal(sockets.length, 2);
    await ask(remove, { id });
    await until((firms) => !firms.some((firm) => firm.id === id));
    stop.abort();
    await watching;
  },
};
