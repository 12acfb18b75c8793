package mapping

import (
	"slices"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
)

// vocabulary is what the schema calls its fields, relationships and entities, in plain names:
// worked out once for all columns.
type vocabulary struct {
	fields    map[*catalog.Field]calling
	relations map[*catalog.Relation]calling
	entities  map[*catalog.Entity][]string
}

// calling is what one of them is called.
type calling struct {
	name            string
	terms, synonyms map[string]bool
}

func newVocabulary(cat *catalog.Catalog) *vocabulary {
	v := &vocabulary{fields: map[*catalog.Field]calling{}, relations: map[*catalog.Relation]calling{}, entities: map[*catalog.Entity][]string{}}
	for _, e := range cat.Entities {
		v.entities[e] = append(catalog.Terms(e.Description), plainName(e.Name), plainName(e.Plural))
		v.take(e.Fields)
		for _, r := range e.Relations {
			v.relations[r] = calling{plainName(r.Name), plainNames(catalog.Terms(r.Description)), plainNames(r.Synonyms)}
		}
	}
	for _, p := range cat.Properties {
		v.take(p.Fields)
	}
	return v
}

// isEntity tells that an entity is called so, or ends so, as 载体平台 does in 平台.
func (v *vocabulary) isEntity(name string) bool {
	for _, words := range v.entities {
		if slices.Contains(words, name) || endsName(name, words) {
			return true
		}
	}
	return false
}

func (v *vocabulary) take(fields []*catalog.Field) {
	for _, f := range fields {
		v.fields[f] = calling{plainName(f.Name), plainNames(catalog.Terms(f.Description)), plainNames(f.Synonyms)}
	}
}

func plainNames(names []string) map[string]bool {
	set := make(map[string]bool, len(names))
	for _, name := range names {
		set[plainName(name)] = true
	}
	return set
}
