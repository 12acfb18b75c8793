package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"time"

	"github.com/clustergraph/clustergraph/internal/datain/ingest"
	"github.com/clustergraph/clustergraph/internal/datain/mapping"
	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/store/neo"
)

// mapped imports a directory with one file as the product does.
func mapped(ctx context.Context, db *neo.DB, cat *catalog.Catalog, dir string, rows, batch int) error {
	m, err := mapping.Parse([]byte(mappingText), cat)
	if err != nil {
		return err
	}
	report, err := ingest.Run(ctx, db, cat, m, os.DirFS(dir), ingest.Options{BatchSize: batch})
	if err != nil {
		return err
	}
	if f := report.Files[len(report.Files)-1]; f.NodesCreated != rows || f.RelationshipsCreated != 2*rows {
		return fmt.Errorf("of %d rows with two relationships each %d and %d were written: %v", rows, f.NodesCreated, f.RelationshipsCreated, report.Problems[:min(3, len(report.Problems))])
	}
	return nil
}

// child is an import by the built program in a process of its own.
type child struct {
	took time.Duration
	// resident is the most memory that it held, in bytes.
	resident int64
}

func (r *runner) child(ctx context.Context, path string) (child, error) {
	mapping := filepath.Join(r.dir, "mapping.yaml")
	if err := os.WriteFile(mapping, []byte(mappingText), 0o600); err != nil {
		return child{}, err
	}
	cmd := exec.CommandContext(ctx, r.program, "import", "--neo4j-uri", r.cfg.URI, "--neo4j-user", r.cfg.User,
		"--mapping", mapping, "--batch", fmt.Sprint(r.batch), path)
	cmd.Env = append(os.Environ(), "NEO4J_PASSWORD="+r.cfg.Password)
	cmd.Stderr = os.Stderr
	began := time.Now()
	if err := cmd.Run(); err != nil {
		return child{}, fmt.Errorf("the program's import failed: %w", err)
	}
	took := time.Since(began)
	resident, err := residentPeak(cmd.ProcessState)
	return child{took: took, resident: resident}, err
}
