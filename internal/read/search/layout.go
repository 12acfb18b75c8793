package search

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
)

// kind tells what a text says of its entity; the ranks depend on it.
type kind int

const (
	// nameKind is the field called name: what the entity is known by.
	nameKind kind = iota
	// aliasKind is another name: short, former, English.
	aliasKind
	// codeKind is an identifier.
	codeKind
	// proseKind is running text.
	proseKind
)

// formVersion rises whenever documents are written in another form: every graph is then
// indexed anew.
const formVersion = 2

// mergedNames stands for the names of what was merged into an entity: it is found by them too.
const mergedNames = "mergedNames"

// Layout says what of each entity is found: it is derived from the catalog.
type Layout struct {
	parts map[string][]part
	kinds map[string]map[string]kind
	// withholding are the fields that take entities out of what is found, by entity.
	withholding map[string]string
	// version names the layout; a graph that was indexed by another is indexed anew.
	version string
}

type part struct {
	field *catalog.Field
	kind  kind
}

// NewLayout derives the layout: the fields with @search, and the unique fields, which are
// identifiers. An entity that has neither is not found.
func NewLayout(cat *catalog.Catalog) *Layout {
	l := &Layout{parts: map[string][]part{}, kinds: map[string]map[string]kind{}, withholding: map[string]string{}}
	sum := sha256.New()
	fmt.Fprintln(sum, formVersion)
	for _, e := range cat.Entities {
		if f := e.Withholding(); f != nil {
			l.withholding[e.Name] = f.Name
		}
		for _, f := range e.Fields {
			k, found := kindOf(f)
			if !found {
				continue
			}
			if l.kinds[e.Name] == nil {
				l.kinds[e.Name] = map[string]kind{}
			}
			l.parts[e.Name] = append(l.parts[e.Name], part{f, k})
			l.kinds[e.Name][f.Name] = k
			fmt.Fprintln(sum, e.Name, f.Name, k)
		}
		if l.parts[e.Name] != nil {
			l.parts[e.Name] = append(l.parts[e.Name], part{&catalog.Field{Name: mergedNames, List: true}, aliasKind})
			l.kinds[e.Name][mergedNames] = aliasKind
		}
	}
	l.version = hex.EncodeToString(sum.Sum(nil)[:8])
	return l
}

func kindOf(f *catalog.Field) (k kind, found bool) {
	switch {
	case f.Search && f.Prose:
		return proseKind, true
	case f.Search && f.Name == "name":
		return nameKind, true
	case f.Search:
		return aliasKind, true
	case f.Unique && f.Name != "id" && f.Kind == catalog.String:
		return codeKind, true
	}
	return 0, false
}

// Finds tells whether entities of the type can be found.
func (l *Layout) Finds(entity string) bool { return l.parts[entity] != nil }
