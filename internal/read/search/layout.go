package search

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
)

// kind tells what a text is to its entity; the ranks depend on it.
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
const formVersion = 3

// MergedNames is the field of a document that is none of the entity: it holds the names of what
// was merged into the entity, which is found by them too.
const MergedNames = "mergedNames"

// Layout is what each entity is found by. It is derived from the catalog.
type Layout struct {
	parts map[string][]part
	kinds map[string]map[string]kind
	// withholding are the fields that take entities out of what is found, by entity.
	withholding map[string]string
	version     string
}

type part struct {
	field string
	kind  kind
}

// NewLayout derives the layout: the fields with @search, and the unique fields, which are
// identifiers. An entity that has neither is not found.
func NewLayout(cat *catalog.Catalog) *Layout {
	l := &Layout{parts: map[string][]part{}, kinds: map[string]map[string]kind{}, withholding: map[string]string{}}
	sum := sha256.New()
	fmt.Fprintln(sum, formVersion)
	for _, e := range cat.Entities {
		l.addEntity(e, sum)
	}
	l.version = hex.EncodeToString(sum.Sum(nil)[:8])
	return l
}

// addEntity takes in an entity, and writes what changes documents to the sum.
func (l *Layout) addEntity(e *catalog.Entity, sum io.Writer) {
	if f := e.Withholding(); f != nil {
		l.withholding[e.Name] = f.Name
	}
	for _, f := range e.Fields {
		if k, found := kindOf(f); found {
			l.addField(e.Name, f.Name, k)
			fmt.Fprintln(sum, e.Name, f.Name, k)
		}
	}
	if l.Finds(e.Name) {
		l.addField(e.Name, MergedNames, aliasKind)
	}
}

func (l *Layout) addField(entity, field string, k kind) {
	if l.kinds[entity] == nil {
		l.kinds[entity] = map[string]kind{}
	}
	l.parts[entity] = append(l.parts[entity], part{field, k})
	l.kinds[entity][field] = k
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

// Fields are the names of the fields that a document of the entity is made of, MergedNames
// among them.
func (l *Layout) Fields(entity string) []string {
	names := make([]string, len(l.parts[entity]))
	for i, p := range l.parts[entity] {
		names[i] = p.field
	}
	return names
}

// Concerns tells whether a change of the field may change the entity's document, or whether
// there is one.
func (l *Layout) Concerns(entity, field string) bool {
	_, indexed := l.kinds[entity][field]
	return indexed || field == l.withholding[entity]
}

// Version names the layout; a graph that was indexed by another is indexed anew.
func (l *Layout) Version() string { return l.version }
