import { getVariableValues, NoDeprecatedCustomRule, parse, specifiedRules, validate, type OperationDefinitionNode } from 'graphql';
import { describe, expect, it } from 'vitest';
import { questions } from '../src/playground/questions';
import { examples, topics } from '../src/playground/guide/examples';
import { servedSchema } from './schema';

const schema = servedSchema();
const operations = [
  ...questions.map(({ id, query, variables }) => ({ name: `question ${id}`, query, variables })),
  ...topics.map((topic) => ({ name: `guide ${topic}`, query: examples[topic], variables: null })),
];

describe.each(operations)('$name', ({ query, variables }) => {
  const document = parse(query);
  const [operation, ...others] = document.definitions.filter(
    (definition): definition is OperationDefinitionNode => definition.kind === 'OperationDefinition',
  );

  it('is valid against the served schema, and asks for nothing deprecated', () => {
    expect(validate(schema, document, [...specifiedRules, NoDeprecatedCustomRule]).map((error) => error.message)).toEqual([]);
  });

  it('is one named operation, since the name is the title of its tab', () => {
    expect(operation?.name?.value).toMatch(/^[A-Z]\w+$/);
    expect(others).toEqual([]);
  });

  it('has variables that the schema accepts', () => {
    const values = JSON.parse(variables ?? '{}') as Record<string, unknown>;
    const declared = operation!.variableDefinitions ?? [];
    const names = declared.map((definition) => definition.variable.name.value);
    expect(names).toEqual(expect.arrayContaining(Object.keys(values)));
    expect(getVariableValues(schema, declared, values).errors?.map((error) => error.message)).toBeUndefined();
  });
});
