package plan_test

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/vektah/gqlparser/v2/ast"

	"github.com/clustergraph/clustergraph/internal/access/grant"
	"github.com/clustergraph/clustergraph/internal/read/plan"
)

var update = flag.Bool("update", false, "write what the compiler gives into the golden files")

const separator = "----------------------------------------\n"

// A golden file is a request over the small schema and, behind a line of dashes, what becomes
// of it: the plan of each root field that is compiled, the places of the others, and what is
// written. Comments at the head of the request tell what else goes in:
//
//	# variables {"name": "value"}
//	# scope ENTITY NAME    of that entity only what has the name is to be seen
//	# policy open          sensitive values may be seen
func TestExplain(t *testing.T) {
	s := newSmall(t)
	files, err := filepath.Glob("testdata/*.golden")
	require.NoError(t, err)
	require.NotEmpty(t, files)
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".golden"), func(t *testing.T) {
			stored, err := os.ReadFile(file)
			require.NoError(t, err)
			request, _, _ := strings.Cut(string(stored), separator)
			got := request + separator + s.explain(t, request)
			if *update {
				require.NoError(t, os.WriteFile(file, []byte(got), 0o644))
				return
			}
			assert.Equal(t, string(stored), got, "go test ./internal/read/plan -update writes what it is now")
		})
	}
}

func (s *schemas) explain(t *testing.T, request string) string {
	t.Helper()
	var variables map[string]any
	var g grant.Grant
	for line := range strings.Lines(request) {
		word, rest, _ := strings.Cut(strings.TrimSpace(strings.TrimPrefix(line, "# ")), " ")
		switch {
		case !strings.HasPrefix(line, "# "):
		case word == "variables":
			require.NoError(t, json.Unmarshal([]byte(rest), &variables))
		case word == "scope":
			entity, name, _ := strings.Cut(rest, " ")
			g.Scope = s.only(entity, name).Scope
		case word == "policy":
			g.Policy = open.Policy
		}
	}
	o, op := s.operation(t, g, request, variables)
	return explained(o, op)
}

// explained prints an operation, its root fields in the order of the request.
func explained(o *plan.Operation, op *ast.OperationDefinition) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s (rows <= %d, hops %d, lone %t)\n", op.Operation, o.Rows, o.Hops, o.Lone())
	writes := map[string]plan.Write{}
	for _, w := range o.Writes {
		writes[w.Alias] = w
	}
	for _, s := range op.SelectionSet {
		alias := s.(*ast.Field).Alias
		fmt.Fprintf(&b, "%s:\n", alias)
		if w, written := writes[alias]; written {
			b.WriteString(indented(writeText(w)))
		}
		for _, p := range o.Places(alias) {
			fmt.Fprintf(&b, "  entities at %v as %q (rows <= %d, hops %d)\n", p.Fields, p.Keys, p.Rows, p.Hops)
		}
		switch root, err := o.Root(alias); {
		case err != nil:
			fmt.Fprintf(&b, "  refused: %v\n", err)
		case root != nil:
			b.WriteString(indented(root.Explain()))
		}
	}
	return b.String()
}

func writeText(w plan.Write) string {
	text := "write " + w.Name
	if w.Entity != nil {
		text += fmt.Sprintf(": %s %s", w.Kind, w.Entity.Name)
	}
	arguments, _ := json.Marshal(w.Arguments) // they came from JSON
	text += " with " + string(arguments) + "\n"
	if w.Err != nil {
		return text + fmt.Sprintf("refused: %v\n", w.Err)
	}
	if answer := w.Answer("an id"); answer != nil {
		text += "answer " + answer.Explain()
	}
	return text
}

func indented(text string) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		b.WriteString("  " + line)
	}
	return b.String()
}
