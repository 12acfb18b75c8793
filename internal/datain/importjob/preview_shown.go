package importjob

import (
	"encoding/json"
	"path"
	"slices"
	"strings"
	"unicode"

	"github.com/clustergraph/clustergraph/internal/datain/mapping"
	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/ident"
	"github.com/clustergraph/clustergraph/internal/model/privacy"
)

// shown is what may be seen of a preview: cells of columns that seem to hold something sensitive
// are masked, and numbers and addresses wherever they stand, also in heads, since a file may have
// none and its first row stand there.
func (p *Preview) shown(cat *catalog.Catalog, policy privacy.Policy, withheld func(text string) bool) {
	if policy.ShowSensitive {
		return
	}
	show := func(text string) string {
		if withheld(text) {
			return ident.Masked
		}
		return policy.ShownText(text)
	}
	sensitive := make([]map[string]bool, len(p.Files))
	for i := range p.Files {
		sensitive[i] = p.Files[i].sensitive(cat, p.GuessedMapping)
	}
	p.GuessedMapping = showLines(p.GuessedMapping, show)
	for i := range p.Files {
		p.Files[i].shown(sensitive[i], show)
	}
}

func (f *FilePreview) shown(sensitive map[string]bool, show func(text string) string) {
	for j, row := range f.Sample {
		cells, _ := row.(map[string]any)
		masked := make(map[string]any, len(cells))
		for column, v := range cells {
			masked[show(column)] = shownCell(v, sensitive[column], show)
		}
		f.Sample[j] = masked
	}
	f.Name, f.Columns, f.Notes = show(f.Name), showAll(f.Columns, show), showAll(f.Notes, show)
	if f.Problem != nil {
		problem := show(*f.Problem)
		f.Problem = &problem
	}
}

func showAll(list []string, show func(text string) string) []string {
	shown := make([]string, len(list))
	for i, text := range list {
		shown[i] = show(text)
	}
	return shown
}

func showLines(text string, show func(text string) string) string {
	return strings.Join(showAll(strings.Split(text, "\n"), show), "\n")
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

// sensitive are the columns that the guessed mapping takes for something sensitive, and those that
// are called so: values that are written in no known way are masked too.
func (f *FilePreview) sensitive(cat *catalog.Catalog, guessed string) map[string]bool {
	columns := map[string]bool{}
	for _, column := range f.Columns {
		columns[column] = calledSensitive(cat, column)
	}
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

// calledSensitive tells that a head has a word for a sensitive field in it: 联系人电话.
func calledSensitive(cat *catalog.Catalog, head string) bool {
	head = strings.ToLower(head)
	for _, e := range cat.Entities {
		for _, f := range e.Fields {
			words := slices.Concat([]string{f.Name}, catalog.Terms(f.Description), f.Synonyms)
			if f.Sensitive && slices.ContainsFunc(words, func(word string) bool { return strings.Contains(head, strings.ToLower(word)) }) {
				return true
			}
		}
	}
	return false
}

func shownCell(v any, sensitive bool, show func(text string) string) any {
	switch v := v.(type) {
	case nil:
		return nil
	case string:
		if text := show(v); !sensitive || v == "" || text != v && !strings.ContainsFunc(text, unicode.IsSpace) {
			return text
		}
		return ident.Masked
	case json.Number:
		if text := shownCell(v.String(), sensitive, show); text != v.String() {
			return text
		}
		return v
	case []any:
		list := make([]any, len(v))
		for i, item := range v {
			list[i] = shownCell(item, sensitive, show)
		}
		return list
	case map[string]any:
		members := make(map[string]any, len(v))
		for name, item := range v {
			members[show(name)] = shownCell(item, sensitive, show)
		}
		return members
	}
	return v
}
