package mapping_test

import (
	"bytes"
	"encoding/json"
	"os"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.yaml.in/yaml/v3"

	"github.com/clustergraph/clustergraph/internal/datain/mapping"
)

func compiled(t *testing.T) *jsonschema.Schema {
	t.Helper()
	text, err := mapping.JSONSchema(load(t))
	require.NoError(t, err)
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	require.NoError(t, err)
	c := jsonschema.NewCompiler()
	require.NoError(t, c.AddResource("mapping.json", doc))
	schema, err := c.Compile("mapping.json")
	require.NoError(t, err)
	return schema
}

// check validates a YAML text as an editor does.
func check(t *testing.T, schema *jsonschema.Schema, text string) error {
	t.Helper()
	var doc any
	require.NoError(t, yaml.Unmarshal([]byte(text), &doc))
	plain, err := json.Marshal(doc)
	require.NoError(t, err)
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(plain))
	require.NoError(t, err)
	return schema.Validate(value)
}

func TestJSONSchemaTakesWhatParseTakes(t *testing.T) {
	schema := compiled(t)
	example, err := os.ReadFile("../../../examples/listed-companies/mapping.yaml")
	require.NoError(t, err)
	for name, text := range map[string]string{
		"listed companies": string(example), "skills": file(skills), "upstream": file(upstream), "places": file(places), "holders": file(holders), "objects": file(objects),
	} {
		t.Run(name, func(t *testing.T) { assert.NoError(t, check(t, schema, text)) })
	}
}

// An editor shows what a name alone does not tell.
func TestJSONSchemaDescribes(t *testing.T) {
	text, err := mapping.JSONSchema(load(t))
	require.NoError(t, err)
	assert.Contains(t, string(text), "From Company to ChainSegment.")
	assert.Contains(t, string(text), "职责 One of LEAD, MEMBER, ADVISER.")
	assert.Contains(t, string(text), "Full name. 姓名 A new one needs it.")
	assert.Contains(t, string(text), "split: parts a text into a list (a text → a list)")
}

func TestJSONSchemaRefusesWrongNames(t *testing.T) {
	schema := compiled(t)
	tests := []struct{ name, body string }{
		{"entity", `nodes: [{entity: Compani, fields: {uscc: n}}]`},
		{"field", `nodes: [{entity: Company, fields: {stock: n}}]`},
		{"field of another entity", `nodes: [{entity: Patent, fields: {uscc: n}}]`},
		{"key", `nodes: [{entity: Company, key: description, fields: {description: n}}]`},
		{"relationship type", `links: [{type: LOCATED, from: a, to: b}]`},
		{"property", `links: [{type: WORKS_AT, from: a, to: b, properties: {weight: a}}]`},
		{"lookup key", `links: [{type: WORKS_AT, from: a, to: {entity: Company, key: description, value: a}}]`},
		{"transform", `nodes: [{entity: Company, fields: {uscc: {column: a, transform: trimm}}}]`},
		{"key of a value", `nodes: [{entity: Company, fields: {uscc: {colum: a}}}]`},
		{"check", `nodes: [{entity: Company, when: {column: a, equal: b}, fields: {uscc: a}}]`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			assert.Error(t, check(t, schema, file(tt.body)))
			_, err := mapping.Parse([]byte(file(tt.body)), load(t))
			assert.Error(t, err, "what the schema refuses, Parse refuses too")
		})
	}
}
