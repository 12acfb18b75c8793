package mapping

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/clustergraph/clustergraph/internal/model/fault"
)

// maxMistakes bounds what an error lists.
const maxMistakes = 50

// mistakes gathers everything that is wrong with a mapping.
type mistakes struct{ list []mistake }

type mistake struct {
	line, column int
	text         string
}

func (m *mistakes) at(n *yaml.Node, format string, args ...any) {
	m.list = append(m.list, mistake{n.Line, n.Column, fmt.Sprintf(format, args...)})
}

// err returns all mistakes in the order of the text, nil when there are none.
func (m *mistakes) err() error {
	if len(m.list) == 0 {
		return nil
	}
	slices.SortStableFunc(m.list, func(a, b mistake) int { return cmp.Or(cmp.Compare(a.line, b.line), cmp.Compare(a.column, b.column)) })
	m.list = slices.Compact(m.list) // what an alias repeats is listed once
	var text strings.Builder
	for _, at := range m.list[:min(len(m.list), maxMistakes)] {
		fmt.Fprintf(&text, "\n  %d:%d: %s", at.line, at.column, at.text)
	}
	if more := len(m.list) - maxMistakes; more > 0 {
		fmt.Fprintf(&text, "\n  … and %d more", more)
	}
	return fault.New(fault.BadUserInput, "the mapping cannot be used (line:column):%s", text.String())
}

// nearest suggests the known name that is most like a misspelt one.
func nearest(name string, known []string) string {
	best, at := "", len([]rune(name))/2+1
	for _, k := range known {
		if d := distance(strings.ToLower(name), strings.ToLower(k)); d < at {
			best, at = k, d
		}
	}
	for _, k := range known {
		if best == "" && len(name) > 2 && strings.HasPrefix(strings.ToLower(k), strings.ToLower(name)) {
			best = k
		}
	}
	if best == "" {
		return ""
	}
	return fmt.Sprintf("; did you mean %s?", best)
}

// distance is the number of characters to insert, remove or replace (Levenshtein).
func distance(a, b string) int {
	ra, rb := []rune(a), []rune(b)
	if len(ra) > 100 || len(rb) > 100 {
		return len(ra) + len(rb)
	}
	row := make([]int, len(rb)+1)
	for j := range row {
		row[j] = j
	}
	for i, x := range ra {
		diagonal := row[0]
		row[0] = i + 1
		for j, y := range rb {
			replace := diagonal
			if x != y {
				replace++
			}
			diagonal = row[j+1]
			row[j+1] = min(replace, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(rb)]
}
