package mapping

import (
	"maps"
	"slices"
	"strings"
)

// look takes in the columns; a reader of tables refuses those without a name.
func (g *guess) look(s Sample) {
	columns := s.Columns
	if columns == nil {
		columns = keysOf(s.Rows)
	}
	for _, c := range columns {
		if trimmed(c) != "" {
			plain := plainName(c)
			below := afterLast(normalName(c), " ")
			g.columns = append(g.columns, columnGuess{name: c, plain: plain, bare: bareName(plain), below: bareName(plainName(below)), texts: textsOf(c, s.Rows), merged: mergedDown(c, s.Rows)})
		}
	}
}

func keysOf(sample []map[string]any) []string {
	all := map[string]bool{}
	for _, r := range sample {
		for name := range r {
			all[name] = true
		}
	}
	return slices.Sorted(maps.Keys(all))
}

// textsOf are the values of a column that are there.
func textsOf(name string, sample []map[string]any) []string {
	var texts []string
	for _, r := range sample {
		read := newColumn(name).read(&row{values: r})
		if s := trimmed(textOf(read.value)); s != "" {
			texts = append(texts, s)
		}
	}
	return texts
}

// mergedDown tells that cells of a column are merged with those above them.
func mergedDown(name string, sample []map[string]any) bool {
	return slices.ContainsFunc(sample, func(r map[string]any) bool {
		cell, is := r[name].(interface{ FromAbove() bool })
		return is && cell.FromAbove()
	})
}

// afterLast is what stands behind the last separator, empty without one.
func afterLast(s, separator string) string {
	if i := strings.LastIndex(s, separator); i >= 0 {
		return s[i+len(separator):]
	}
	return ""
}
