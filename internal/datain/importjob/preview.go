package importjob

import (
	"context"
	"maps"
	"slices"

	"github.com/clustergraph/clustergraph/internal/datain/mapping"
	"github.com/clustergraph/clustergraph/internal/datain/trial"
	"github.com/clustergraph/clustergraph/internal/datain/upload"
	"github.com/clustergraph/clustergraph/internal/model/privacy"
	"github.com/clustergraph/clustergraph/internal/store/alias"
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

// FilePreview is what can be said of one file, or of one sheet of a workbook.
type FilePreview struct {
	Name string
	// Sheet is that of a workbook with several, nil otherwise.
	Sheet *string
	// Bytes is a float for GraphQL, whose Int has 32 bits.
	Bytes   float64
	Columns []string
	// Sample are the first rows, by column.
	Sample []any
	Notes  []string
	// Problem says why the file cannot be read, nil when it can.
	Problem *string
}

// Preview reads the beginning of the files of an upload within bounds, of every visible sheet
// unless one is named, and guesses a mapping; who may not see sensitive values sees them masked.
func (r *Runner) Preview(ctx context.Context, uploadID string, at trial.Where, policy privacy.Policy) (*Preview, error) {
	up, err := r.store.Find(uploadID)
	if err != nil {
		return nil, err
	}
	names, err := alias.ReadWithheldNames(ctx, r.db, r.cat)
	if err != nil {
		return nil, err
	}
	withheld := names.Since(up.Sent())
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
		for _, part := range trial.Parts(limited, f.Name, at, guessRows) {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			p.Files = append(p.Files, previewPart(f, &part))
			if part.Err == nil {
				hideCells(part.Rows, policy, withheld.In)
				readable = append(readable, part.Sample)
			}
		}
	}
	p.GuessedMapping = string(mapping.Guess(r.cat, readable...))
	p.shown(r.cat, policy, withheld.In)
	return p, nil
}

func previewPart(f upload.File, part *trial.Part) FilePreview {
	p := FilePreview{Name: f.Name, Bytes: float64(f.Bytes), Columns: []string{}, Sample: []any{}, Notes: []string{}}
	if part.Sheet != "" {
		p.Sheet = &part.Sheet
	}
	if part.Err != nil {
		message := messageOf(part.Err)
		p.Problem = &message
		return p
	}
	if part.Columns == nil {
		part.Columns = memberNames(part.Rows)
	}
	p.Columns, p.Notes = part.Columns, slices.Concat(p.Notes, part.Notes, mapping.UnitsInHeads(part.Columns))
	for _, row := range part.Rows[:min(len(part.Rows), sampleRows)] {
		p.Sample = append(p.Sample, row)
	}
	return p
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
