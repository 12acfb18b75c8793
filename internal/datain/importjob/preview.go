package importjob

import (
	"context"
	"io/fs"
	"maps"
	"slices"

	"github.com/clustergraph/clustergraph/internal/datain/mapping"
	"github.com/clustergraph/clustergraph/internal/datain/trial"
	"github.com/clustergraph/clustergraph/internal/datain/upload"
	"github.com/clustergraph/clustergraph/internal/model/privacy"
	"github.com/clustergraph/clustergraph/internal/people"
)

const (
	// guessRows is how many rows a guess looks at, sampleRows how many a preview shows.
	guessRows  = 200
	sampleRows = 5
)

// Preview is what can be said of an upload before it is imported.
type Preview struct {
	ID    string
	Files []FilePreview
	// GuessedMapping is a mapping in YAML to begin with, made from names and sample values.
	GuessedMapping string
}

// FilePreview is what can be said of one file.
type FilePreview struct {
	Name string
	// Bytes is a float for GraphQL, whose Int has 32 bits.
	Bytes   float64
	Columns []string
	// Sample are the first rows, by column.
	Sample []any
	Notes  []string
	// Problem says why the file cannot be read, nil when it can.
	Problem *string
}

// Preview reads the beginning of the files of an upload, within bounds, and guesses a mapping; who may not see
// sensitive values sees them masked.
func (r *Runner) Preview(ctx context.Context, uploadID string, policy privacy.Policy) (*Preview, error) {
	withheld, err := people.Withheld(ctx, r.db, r.cat)
	if err != nil {
		return nil, err
	}
	up, err := r.store.Find(uploadID)
	if err != nil {
		return nil, err
	}
	list, err := up.List()
	if err != nil {
		return nil, err
	}
	files, closer, err := up.FS()
	if err != nil {
		return nil, err
	}
	defer closer.Close()
	limited := newBounded(ctx, files, previewBytes, previewTime)
	p := &Preview{ID: uploadID}
	var readable []mapping.Sample
	for _, f := range list {
		shown, sample := previewFile(limited, f)
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		p.Files = append(p.Files, shown)
		if shown.Problem == nil {
			hideCells(sample.Rows, policy, withheld)
			readable = append(readable, sample)
		}
	}
	p.GuessedMapping = string(mapping.Guess(r.cat, readable...))
	p.shown(r.cat, policy)
	return p, nil
}

func previewFile(files fs.FS, f upload.File) (FilePreview, mapping.Sample) {
	p := FilePreview{Name: f.Name, Bytes: float64(f.Bytes), Columns: []string{}, Sample: []any{}, Notes: []string{}}
	sample, notes, err := trial.Sample(files, f.Name, guessRows)
	if err != nil {
		message := messageOf(err)
		p.Problem = &message
		return p, sample
	}
	if sample.Columns == nil {
		sample.Columns = memberNames(sample.Rows)
	}
	p.Columns, p.Notes = sample.Columns, slices.Concat(p.Notes, notes, mapping.UnitsInHeads(sample.Columns))
	for _, row := range sample.Rows[:min(len(sample.Rows), sampleRows)] {
		p.Sample = append(p.Sample, row)
	}
	return p, sample
}

// memberNames lists the members of JSON objects, those of the first row first.
func memberNames(rows []map[string]any) []string {
	var names []string
	for _, row := range rows {
		for _, name := range slices.Sorted(maps.Keys(row)) {
			if !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
	}
	return names
}
