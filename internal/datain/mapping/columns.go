package mapping

import (
	"fmt"
	"slices"
	"strings"

	"github.com/clustergraph/clustergraph/internal/model/fault"
)

func (f *fanout) columns(found func(string)) {
	f.value.columns(found)
	for _, b := range f.beside {
		b.value.columns(found)
	}
}

func (p *partSpec) columns(found func(string)) {
	p.when.columns(found)
	for _, q := range p.require {
		q.columns(found)
	}
	for _, f := range p.fields {
		f.value.columns(found)
	}
	for _, v := range append(slices.Clone(p.sources), p.about.confidence, p.about.validFrom, p.about.validTo) {
		if v != nil {
			v.columns(found)
		}
	}
}

func (n *nodeSpec) columns(found func(string)) {
	n.partSpec.columns(found)
	if n.id != nil {
		n.id.columns(found)
	}
}

func (l *linkSpec) columns(found func(string)) {
	l.partSpec.columns(found)
	if l.id != nil {
		l.id.columns(found)
	}
	if l.remove != nil {
		l.remove.columns(found)
	}
	for _, end := range []endSpec{l.from, l.to} {
		if end.lookup == nil {
			continue
		}
		end.lookup.value.columns(found)
		if end.lookup.create != nil {
			end.lookup.create.columns(found)
		}
	}
}

// checkColumns compares the columns of a table with those that are read.
func (s *fileSpec) checkColumns(file string, header []string) error {
	var missing []string
	for _, name := range s.columns {
		// A column with a point may be there as it is, or be a path into another.
		head, _, _ := strings.Cut(name, ".")
		has := func(h string) bool { return h == name || h == normalName(name) || h == head }
		switch several := normalName(name) + " (1)"; {
		case slices.ContainsFunc(header, has):
		case slices.Contains(header, several):
			missing = append(missing, fmt.Sprintf("%q stands in the header several times, say which is meant, as in %q", name, several))
		default:
			missing = append(missing, fmt.Sprintf("%q%s", name, nearest(normalName(name), header)))
		}
	}
	if missing == nil {
		return nil
	}
	return fault.New(fault.BadUserInput, "%s lacks columns that the mapping reads: %s; its columns are %s",
		file, strings.Join(missing, ", "), strings.Join(header, ", "))
}
