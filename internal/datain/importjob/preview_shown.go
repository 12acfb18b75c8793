package importjob

import (
	"encoding/json"
	"maps"
	"path"

	"github.com/clustergraph/clustergraph/internal/datain/mapping"
	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/ident"
	"github.com/clustergraph/clustergraph/internal/model/privacy"
)

// shown is what may be seen of a preview: cells of columns that seem to hold something sensitive
// are masked, and numbers and addresses wherever they stand.
func (p *Preview) shown(cat *catalog.Catalog, policy privacy.Policy) {
	if policy.ShowSensitive {
		return
	}
	p.GuessedMapping = policy.ShownText(p.GuessedMapping)
	for i := range p.Files {
		f := &p.Files[i]
		sensitive := f.sensitive(cat, p.GuessedMapping)
		for j, row := range f.Sample {
			cells, _ := row.(map[string]any)
			cells = maps.Clone(cells)
			for column, v := range cells {
				cells[column] = shownCell(v, sensitive[column], policy)
			}
			f.Sample[j] = cells
		}
	}
}

// hideCells takes those who are withheld out of rows, before anything is guessed from them.
func hideCells(rows []map[string]any, policy privacy.Policy, withheld func(text string) bool) {
	for _, row := range rows {
		for column, v := range row {
			if !policy.ShowSensitive && valueNames(v, withheld) {
				row[column] = ident.Masked
			}
		}
	}
}

// sensitive are the columns that the guessed mapping takes for something sensitive.
func (f *FilePreview) sensitive(cat *catalog.Catalog, guessed string) map[string]bool {
	columns := map[string]bool{}
	m, err := mapping.Parse([]byte(guessed), cat)
	if err != nil {
		return columns // it is to be looked through; what its form tells is masked all the same
	}
	for i := range m.Files {
		if !f.isOf(&m.Files[i]) {
			continue
		}
		for _, row := range f.Sample {
			cells, _ := row.(map[string]any)
			for _, n := range m.Files[i].Interpret(cells).Nodes {
				for _, field := range n.Entity.Fields {
					if field.Sensitive {
						columns[n.Columns[field.Name]] = true
					}
				}
			}
		}
	}
	delete(columns, "")
	return columns
}

// isOf tells that a guessed mapping's file is this one.
func (f *FilePreview) isOf(m *mapping.File) bool {
	matches, err := path.Match(m.Pattern, f.Name)
	return err == nil && matches && (f.Sheet == nil || *f.Sheet == m.Format.Sheet)
}

func shownCell(v any, sensitive bool, policy privacy.Policy) any {
	switch v := v.(type) {
	case nil:
		return nil
	case string:
		if sensitive && v != "" && policy.ShownText(v) == v {
			return ident.Masked
		}
		return policy.ShownText(v)
	case json.Number:
		if text := shownCell(v.String(), sensitive, policy); text != v.String() {
			return text
		}
		return v
	case []any:
		list := make([]any, len(v))
		for i, item := range v {
			list[i] = shownCell(item, sensitive, policy)
		}
		return list
	case map[string]any:
		members := make(map[string]any, len(v))
		for name, item := range v {
			members[name] = shownCell(item, sensitive, policy)
		}
		return members
	}
	return v
}
