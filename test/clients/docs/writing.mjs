// Mutations: sent again, in conflict, refused, and with what a form changed.
import assert from 'node:assert/strict';
import { load } from '../lib/modules.mjs';
import { service } from '../lib/service.mjs';

export const files = ['src/send.ts', 'src/former-names.ts', 'src/problems.ts', 'src/patch.ts'];

const create = 'mutation ($input: CompanyCreate!) { createCompany(input: $input) { id } }';

const made = async (name) => (await (await load('src/send.ts')).send(create, { input: { name, illustrative: true } })).createCompany.id;

/** Answers are lost until so many requests have reached the service. */
function losing(t, count) {
  const { fetch } = globalThis;
  let reached = 0;
  t.mock.method(globalThis, 'fetch', async (...request) => {
    const answer = await fetch(...request);
    if (++reached > count) return answer;
    throw new TypeError('the connection broke');
  });
  return () => reached;
}

export const tests = {
  async 'a mutation whose answer is lost takes effect once'(t) {
    const { send } = await load('src/send.ts');
    const name = `丢失${Date.now()}有限公司`;
    const reached = losing(t, 2);
    const { createCompany } = await send(create, { input: { name, illustrative: true } });
    assert.equal(reached(), 3);
    const found = await send('query ($name: String) { companies(where: { name: { eq: $name } }) { nodes { id } } }', { name });
    assert.deepEqual(found.companies.nodes, [{ id: createCompany.id }]);
  },
  async 'edits at the same time are all kept'() {
    const { send } = await load('src/send.ts');
    const { addFormerName } = await load('src/former-names.ts');
    const id = await made(`同时${Date.now()}有限公司`);
    const names = ['甲一', '乙二', '丙三', '丁四'];
    await Promise.all(names.map((name) => addFormerName(id, name)));
    const { company } = await send('query ($id: ID!) { company(by: { id: $id }) { formerNames version } }', { id });
    assert.deepEqual(company.formerNames.toSorted(), names.toSorted());
    assert.equal(company.version, 5);
  },
  async 'problems stand beside the inputs'() {
    const { send, Refused } = await load('src/send.ts');
    const { besideInputs } = await load('src/problems.ts');
    const refused = await send(create, { input: { name: '', uscc: '1', stockCode: 'x' } }).catch((error) => error);
    assert.ok(refused instanceof Refused);
    assert.deepEqual([...besideInputs(refused.problems).keys()].sort(), ['name', 'stockCode', 'uscc']);
  },
  async 'what is masked is not written back'() {
    const { send } = await load('src/send.ts');
    const { patchOf } = await load('src/patch.ts');
    const person = `id telephone title`;
    const { createPerson } = await send(`mutation ($input: PersonCreate!) { createPerson(input: $input) { ${person} } }`, {
      input: { name: '示例', telephone: '13812345678', illustrative: true },
    });
    assert.equal(createPerson.telephone, '138****5678');
    const patch = patchOf(createPerson, { ...createPerson, title: '研究员' });
    assert.deepEqual(patch, { title: '研究员' });
    const update = `mutation ($id: ID!, $patch: PersonPatch!) { updatePerson(id: $id, patch: $patch) { ${person} } }`;
    const { updatePerson } = await send(update, { id: createPerson.id, patch });
    assert.deepEqual(updatePerson, { ...createPerson, title: '研究员' });
    const { id, ...whole } = updatePerson;
    await assert.rejects(send(update, { id, patch: whole }), /masked/);
  },
  async 'what is not there is null'() {
    const answer = await fetch(`${service}/graphql`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ query: '{ node(id: "com_00000000000000000000000009") { id } }' }),
    });
    assert.deepEqual(await answer.json(), { data: { node: null } });
  },
};
