// Command generate derives the served schema and its reference from schema/*.graphqls and
// lets gqlgen generate the executor from its projection. It is run from the top of the
// repository. It imports catalog, derive and gqlgen.
package main

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/99designs/gqlgen/api"
	"github.com/99designs/gqlgen/codegen"
	"github.com/99designs/gqlgen/codegen/config"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/derive"
)

// valueType is the Go type of every compiled answer.
const valueType = "github.com/clustergraph/clustergraph/graph/model.Value"

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "generate:", err)
		os.Exit(1)
	}
}

func run() error {
	out, err := derive.Run(os.DirFS("schema"))
	if err != nil {
		return err
	}
	if err := replace("schema/derived/served", out.Served); err != nil {
		return err
	}
	if err := replace("schema/derived/projection", out.Projection); err != nil {
		return err
	}
	if err := write("docs/reference.md", out.Reference); err != nil {
		return err
	}
	cfg, err := config.LoadConfig("gqlgen.yml")
	if err != nil {
		return err
	}
	for _, name := range out.Values {
		cfg.Models.Add(name, valueType)
	}
	return api.Generate(cfg, api.PrependPlugin(implementer{out}))
}

func write(name, text string) error {
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	return os.WriteFile(name, []byte(text), 0o644)
}

// replace makes dir hold these files and no others.
func replace(dir string, files map[string]string) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	stale, err := filepath.Glob(filepath.Join(dir, "*.graphqls"))
	if err != nil {
		return err
	}
	for _, name := range stale {
		if _, keep := files[filepath.Base(name)]; !keep {
			if err := os.Remove(name); err != nil {
				return err
			}
		}
	}
	for name, text := range files {
		text = "# Derived from schema/" + name + " by go generate; do not edit.\n\n" + text
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			return err
		}
	}
	return nil
}

// implementer gives derived root fields their one line, and keeps hand-written bodies.
type implementer struct{ out *derive.Output }

func (implementer) Name() string { return "clustergraph" }

func (i implementer) Implement(previous string, field *codegen.Field) string {
	switch as, compiled := i.out.Compiled[field.Object.Name+"."+field.Name]; {
	case compiled && as.Mutation == catalog.Delete:
		return "return r.deleted(ctx)"
	case compiled && as.Mutation != "":
		return "return r.written(ctx)"
	case compiled:
		return "return r.compiled(ctx)"
	}
	if previous == "" { // a new field: its body is written by hand, and must compile until then
		return fmt.Sprintf("panic(%q)", "write the resolver of "+field.Name)
	}
	return previous
}
