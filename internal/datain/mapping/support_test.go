package mapping_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/datain/mapping"
	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/write/input"
	"github.com/clustergraph/clustergraph/schema"
)

func load(t testing.TB) *catalog.Catalog {
	t.Helper()
	cat, err := catalog.Load(schema.Declared())
	require.NoError(t, err)
	return cat
}

func parse(t testing.TB, text string) *mapping.Mapping {
	t.Helper()
	m, err := mapping.Parse([]byte(text), load(t))
	require.NoError(t, err)
	return m
}

// row decodes a row as the reader of JSON Lines does.
func row(t testing.TB, text string) map[string]any {
	t.Helper()
	d := json.NewDecoder(bytes.NewReader([]byte(text)))
	d.UseNumber()
	var values map[string]any
	require.NoError(t, d.Decode(&values))
	return values
}

// file wraps what one file says about its rows into a mapping.
func file(body string) string {
	return "version: 1\nsources: [{citationKey: s1, name: One}, {citationKey: s2}]\nfiles:\n  - file: a.csv\n    " +
		strings.ReplaceAll(strings.TrimSpace(body), "\n", "\n    ") + "\n"
}

// linesOf writes what a row stands for as lines, so that a table can hold it.
func linesOf(m mapping.Interpretation) []string {
	var out []string
	if m.Skipped {
		out = append(out, "skipped")
	}
	for i, n := range m.Nodes {
		out = append(out, fmt.Sprintf("%d %s %s%s", i, n.Entity.Name, pairs(n.Row.Values), marks(n.Key, n.CreateOnly, n.Entry, n.Row.Sources)))
	}
	for _, l := range m.Links {
		out = append(out, fmt.Sprintf("%s -%s %s-> %s%s", end(l.From), l.Type, pairs(l.Row.Values), end(l.To), marks("", false, l.Entry, l.Row.Sources)))
	}
	for _, p := range m.Problems {
		out = append(out, "problem "+problem(p))
	}
	for _, p := range m.Lost {
		out = append(out, "lost "+problem(p))
	}
	return out
}

func pairs(values map[string]any) string {
	var list []string
	for _, name := range slices.Sorted(maps.Keys(values)) {
		list = append(list, fmt.Sprintf("%s=%v", name, values[name]))
	}
	return "{" + strings.Join(list, " ") + "}"
}

func marks(key string, createOnly bool, entry string, sources []input.Ref) string {
	out := ""
	if key != "" {
		out += " by " + key
	}
	if createOnly {
		out += " if missing"
	}
	if entry != "" {
		out += " of " + entry
	}
	for _, s := range sources {
		out += fmt.Sprintf(" from %v", s.Value)
	}
	return out
}

func end(e mapping.End) string {
	if e.Node >= 0 {
		return strconv.Itoa(e.Node)
	}
	return e.Ref.String()
}

func problem(p mapping.Problem) string {
	return fmt.Sprintf("[%s] %s %q: %s", p.Entry, p.Column, p.Value, p.Reason)
}
