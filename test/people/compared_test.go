package people_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/store/neotest"
	"github.com/clustergraph/clustergraph/test/support"
)

// What is stored, and two guesses of which one is right: they have the same mask.
const stored, wrongGuess = "13812345678", "13899995678"

// twins are people with the same telephone number, of which one is guessed rightly.
func twins(t *testing.T, im *support.Importer) (right, wrong string) {
	t.Helper()
	born := len(im.Run(t, "MATCH (p:Person) RETURN p", nil))
	twin := func(name string) string {
		return im.RecordPerson(t, vars{"name": fmt.Sprint("双生", born, name), "telephone": stored, "sources": []any{support.NodeID("src", 0)}})
	}
	return twin("甲"), twin("乙")
}

// theSame fails where what is answered about the twins differs. Moments and ids always do.
func theSame(t *testing.T, right, wrong string, ask func(id, guess string) any) {
	t.Helper()
	alike := func(id string, v any) string {
		text, err := json.Marshal(v)
		require.NoError(t, err)
		return strings.NewReplacer(id, "ID", "甲", "乙").Replace(string(text))
	}
	assert.Equal(t, alike(wrong, ask(wrong, wrongGuess)), alike(right, ask(right, stored)))
}

const afterwards = `query ($id: ID!) {
	person(by: {id: $id}) { version telephone }
	history(id: $id) { nodes { kind values { field before after } } }
	telephone: valueHistory(id: $id, field: "telephone") { nodes { value } }
	provenance(id: $id) { fields { field value sources { id } statements { value displayed confidence sources { id } } } }
	difference(from: "2001-01-01T00:00:00Z", to: "2999-01-01T00:00:00Z", of: $id) { nodes { kind values { field before after } } }
}`

// Who may not see a telephone number learns nothing of it by giving one: neither an import nor a
// mutation, nor what is told of them, depends on whether it is the stored one.
func TestSensitiveValuesAreNotCompared(t *testing.T) {
	db := neotest.Open(t)
	support.Load(t, db, support.Fixture(t))
	im := support.ServeImports(t, db)
	list := support.NodeID("src", 1)
	const fields = "version: 1\nfiles:\n  - file: people.csv\n    nodes:\n      - entity: Person\n        key: name\n        fields: {name: 姓名, telephone: 电话}\n"
	imported := func(mapping string, dry bool) func(id, guess string) any {
		return func(id, guess string) any {
			name, _ := im.Run(t, "MATCH (p:Person {id: $id}) RETURN p.name", vars{"id": id})[0][0].(string)
			up := im.Upload(t, "people.csv", strings.NewReader("姓名,电话\n"+name+","+guess+"\n"))
			last := im.Follow(t, im.Start(t, up, mapping, dry))
			delete(last, "rejects") // it has the id of the job
			return last
		}
	}
	patched := func(query string) func(id, guess string) any {
		return func(id, guess string) any {
			r := im.Ask(t, query, vars{"id": id, "guess": guess})
			return []any{r, im.Data(t, afterwards, vars{"id": id})}
		}
	}
	for name, ask := range map[string]func(id, guess string) any{
		"dry run that protects": imported(strings.Replace(fields, "fields:", "protect: [telephone]\n        fields:", 1), true),
		"dry run":               imported(fields, true),
		"import":                imported(fields, false),
		"patch":                 patched(`mutation ($id: ID!, $guess: String!) { updatePerson(id: $id, patch: {telephone: $guess}) { version } }`),
		"patch, then another": patched(`mutation ($id: ID!, $guess: String!) {
			a: updatePerson(id: $id, patch: {telephone: $guess}) { version } b: updatePerson(id: $id, patch: {title: "x", telephone: $guess}) { version } }`),
		"upsert":              patched(`mutation ($id: ID!, $guess: String!) { upsertPerson(key: {id: $id}, input: {telephone: $guess}) { version } }`),
		"another source":      patched(`mutation ($id: ID!, $guess: String!) { updatePerson(id: $id, patch: {telephone: $guess, sources: ["` + list + `"]}) { version } }`),
		"beside what fails":   patched(`mutation ($id: ID!, $guess: String!) { updatePerson(id: $id, patch: {telephone: $guess}) { version } deleteCompany(id: "com_01ke5q86000000000000000099") }`),
		"an expected version": patched(`mutation ($id: ID!, $guess: String!) { updatePerson(id: $id, expectedVersion: 9, patch: {telephone: $guess}) { version } }`),
	} {
		t.Run(name, func(t *testing.T) {
			right, wrong := twins(t, im)
			theSame(t, right, wrong, ask)
		})
	}
	t.Run("merge", func(t *testing.T) { mergesCompareNothing(t, im) })
	t.Run("who may see compares", func(t *testing.T) {
		staff := staffOf(t, im.API)
		right, _ := twins(t, im)
		got := staff.Data(t, `mutation ($id: ID!, $guess: String!) { updatePerson(id: $id, patch: {telephone: $guess}) { version } }`, vars{"id": right, "guess": stored})
		assert.Equal(t, 1, support.Number(t, got, "updatePerson.version"))
	})
}

// mergesCompareNothing: what is known of a person after one with a guess was merged into them.
func mergesCompareNothing(t *testing.T, im *support.Importer) {
	right, wrong := twins(t, im)
	theSame(t, right, wrong, func(id, guess string) any {
		other := im.RecordPerson(t, vars{"name": "双生", "telephone": guess})
		im.Data(t, `mutation ($into: ID!, $from: ID!) { merge(into: $into, from: $from, evidence: "same", sources: ["`+support.NodeID("src", 0)+`"]) { id } }`, vars{"into": id, "from": other})
		return im.Data(t, `query ($id: ID!) { person(by: {id: $id}) { version telephone } provenance(id: $id) { fields { field value statements { value displayed sources { id } } } } }`, vars{"id": id})
	})
}
