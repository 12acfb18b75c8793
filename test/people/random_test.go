package people_test

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"flag"
	"io"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/vektah/gqlparser/v2/ast"

	clustergraph "github.com/clustergraph/clustergraph/graph"
	"github.com/clustergraph/clustergraph/internal/store/neotest"
	"github.com/clustergraph/clustergraph/schema"
	"github.com/clustergraph/clustergraph/test/support"
)

// ways are those of remove.
const ways = 5

var seed = flag.Uint64("seed", 1, "another number makes other people")

// TestNothingTellsOfWhoMustNotBeShown makes people and officers with a value of their own in every
// field, a past, relationships, doubles and files. Some opt out, some are erased, some were removed
// before. Then everything is read in every way there is, and none of the values is in any of it; of
// those who were erased, nothing is in the database and beside it either.
func TestNothingTellsOfWhoMustNotBeShown(t *testing.T) {
	draw := rand.New(rand.NewPCG(*seed, 7))
	db := neotest.Open(t)
	support.Load(t, db, support.Fixture(t))
	l := lives{support.ServeImports(t, db), support.Declared(t), draw}
	var people []*life
	for _, e := range l.cat.Entities {
		for range ways {
			if e.Withholding() != nil {
				people = append(people, l.born(t, e))
			}
		}
	}
	up, job := l.imported(t, people)
	l.Index(t)
	before := reading{l, up, job}.everything(t, people)
	for _, p := range people {
		for _, v := range append(slices.Clone(p.now[:1]), p.ids...) {
			assert.NotEmpty(t, in(before, []string{v}), "%s is met before", v)
		}
	}

	var shown, gone []string
	for i, p := range people {
		shown = append(append(shown, p.values...), p.ids...)
		if erased := l.remove(t, p, i%ways); erased {
			gone = append(gone, p.values...)
		}
	}
	l.Index(t)
	for way, found := range in(reading{l, up, job}.everything(t, people), shown) {
		assert.Empty(t, found, way)
	}
	assert.Empty(t, markersIn(t, []any{l.Stored(t), l.Exported(t), support.Tree(t, os.DirFS(l.Dir), ".")}, gone), "what was erased is nowhere")
	staff := staffOf(t, l.API)
	for i, p := range people {
		r := staff.Ask(t, `query ($id: ID!) { personalRecord(person: $id) { values { value } } }`, vars{"id": p.id})
		assert.Equal(t, i%ways == 0 || i%ways == 3, len(markersIn(t, r, p.values)) > 0, "staff sees who is withheld, and nothing of who is erased: %v", r.Errors)
		r = staff.Ask(t, `query ($id: ID!) { history(id: $id, first: 200) { nodes { kind values { field before after } } } }`, vars{"id": p.id})
		assert.Empty(t, markersIn(t, r, p.values))
	}
}

// remove lets somebody opt out or be erased, in one of five ways; it tells whether they are erased.
func (l lives) remove(t *testing.T, p *life, way int) (erased bool) {
	t.Helper()
	if way >= 3 {
		l.Data(t, `mutation ($id: ID!) { delete`+p.entity.Name+`(id: $id, evenIfLinked: true) }`, vars{"id": p.id})
	}
	if way == 0 || way == 2 || way == 3 {
		l.Data(t, `mutation ($id: ID!) { optOut(person: $id) }`, vars{"id": p.id})
	}
	if way == 1 || way == 2 || way == 4 {
		l.Data(t, support.ErasePerson, vars{"person": p.id, "reason": "asked", "confirm": p.id})
		return true
	}
	return false
}

// reading reads everything that is served.
type reading struct {
	lives
	up, job string
}

// everything is what is served, as text, by the way it was read.
func (r reading) everything(t *testing.T, people []*life) map[string]any {
	t.Helper()
	all := map[string]any{}
	served, _, err := clustergraph.LoadServed(schema.Served())
	require.NoError(t, err)
	s := support.Selecting{Schema: served, Draw: rand.New(rand.NewPCG(*seed, 9))}
	for _, f := range served.Query.Fields {
		if f.Name == "__schema" || f.Name == "__type" {
			continue
		}
		if all[f.Name] = nil; !slices.ContainsFunc(f.Arguments, func(a *ast.ArgumentDefinition) bool { return a.Type.NonNull && a.DefaultValue == nil }) {
			all[f.Name] = r.Ask(t, "{ "+f.Name+first(f)+s.Of(f.Type, 1)+" }", nil)
		}
		for _, arg := range f.Arguments {
			text := question(s, f, arg.Name)
			for what, value := range naming(f, arg) {
				for _, p := range people {
					// What is asked for is said again in a message, never in an answer.
					got := r.Ask(t, text, required(f, vars{arg.Name: value(standing{id: p.id, orcid: p.now[0], edge: p.ids[1]})}))
					all[f.Name+" by "+what+" of "+p.id] = got.Data
				}
			}
		}
	}
	for _, p := range people {
		for _, v := range p.now {
			all["search "+v] = r.Ask(t, `query ($text: String!) { search(text: $text) { edges { text node { id name } } } }`, vars{"text": v}).Data
		}
	}
	all["changes"], all["subscription"], all["imports"] = r.pages(t), followed(t, r.API), r.told(t)
	r.exports(t, all)
	return all
}

// in are the texts that are found, by the way they were read.
func in(all map[string]any, texts []string) map[string][]string {
	found := map[string][]string{}
	for way, answer := range all {
		text, _ := json.Marshal(answer)
		for _, v := range texts {
			if bytes.Contains(text, []byte(v)) {
				found[way] = append(found[way], v)
			}
		}
	}
	return found
}

// told is what is told of imports; a file that names somebody erased is gone.
func (r reading) told(t *testing.T) []any {
	t.Helper()
	_, rejects, err := r.Export(t, "../imports/"+r.job+"/rejects.csv", nil)
	require.NoError(t, err)
	return []any{
		string(rejects), r.Follow(t, r.job),
		r.Ask(t, `query ($id: ID!) { importJob(id: $id) { upload problems { file column value reason } warnings { value } notes files { file } message } importJobs { id problems { value reason } } }`, vars{"id": r.job}),
		r.Ask(t, `query ($id: ID!) { importPreview(upload: $id) { guessedMapping files { name columns sample notes } } }`, vars{"id": r.up}).Data,
	}
}

// first asks for whole pages.
func first(f *ast.FieldDefinition) string {
	if f.Arguments.ForName("first") == nil {
		return ""
	}
	return "(first: 100)"
}

// pages are all pages of changes.
func (r reading) pages(t *testing.T) (all []any) {
	t.Helper()
	var after any
	for {
		got := r.Data(t, `query ($after: String) { changes(first: 200, after: $after) { nodes { of from to reason values { field before after } } pageInfo { hasNextPage endCursor } } }`,
			vars{"after": after})
		all = append(all, got)
		if support.Get(t, got, "changes.pageInfo.hasNextPage") != true {
			return all
		}
		after = support.Get(t, got, "changes.pageInfo.endCursor")
	}
}

// exports are all lists, each in a format at random, and parts of the graph.
func (r reading) exports(t *testing.T, all map[string]any) {
	t.Helper()
	for _, e := range r.cat.Entities {
		format := []string{".csv", ".jsonl", ".xlsx"}[r.draw.IntN(3)]
		_, body, err := r.Export(t, e.Plural+format, nil)
		require.NoError(t, err)
		all[e.Plural+format] = unpacked(t, body)
	}
	for _, prefix := range []string{"prj", "com"} {
		_, body, err := r.Export(t, "subgraph.json", map[string][]string{"depth": {"2"}, "ids": {support.NodeID(prefix, 1)}})
		require.NoError(t, err)
		all["subgraph of "+prefix] = string(body)
	}
}

// unpacked are the parts of a workbook; any other file is its text.
func unpacked(t *testing.T, body []byte) string {
	t.Helper()
	book, err := zip.NewReader(bytes.NewReader(body), int64(len(body)))
	if err != nil {
		return string(body)
	}
	var text strings.Builder
	for _, part := range book.File {
		in, err := part.Open()
		require.NoError(t, err)
		_, err = io.Copy(&text, in)
		require.NoError(t, err)
		require.NoError(t, in.Close())
	}
	return text.String()
}
