package catalog

import (
	"fmt"
	"slices"

	"github.com/vektah/gqlparser/v2/ast"
)

// Withholding returns the field of which true takes an entity out of what is public, nil
// where the entity has none. An entity that has one holds personal data.
func (e *Entity) Withholding() *Field {
	for _, f := range e.Fields {
		if f.Withholds {
			return f
		}
	}
	return nil
}

// Withheld tells that an entity with these properties must not be public.
func (e *Entity) Withheld(properties map[string]any) bool {
	f := e.Withholding()
	if f == nil {
		return false
	}
	withheld, _ := properties[f.Name].(bool)
	return withheld
}

// personal refuses declarations under which a sensitive value could be found out without
// being shown: a filter or an order by it would reveal it. (@match compares it only for those
// who may see it.) A mask is a text, so only texts can be sensitive.
func (f *Field) personal(def *ast.Definition) error {
	switch {
	case f.Sensitive && (f.Kind != String || f.List):
		return fmt.Errorf("%s.%s: a @sensitive field is a String, since its mask is one", def.Name, f.Name)
	case f.Sensitive && (f.Index || f.Unique || f.Search || f.Pinyin):
		return fmt.Errorf("%s.%s: a @sensitive field can be neither @index, @unique, @search nor @pinyin: what finds it tells it", def.Name, f.Name)
	case f.Withholds && (f.Kind != Boolean || f.List || f.NonNull):
		return fmt.Errorf("%s.%s: @withholds stands on a Boolean that may be null", def.Name, f.Name)
	}
	return nil
}

// personalKeys refuses keys of sensitive fields, and a second field that withholds.
func (l *loader) personalKeys() error {
	for _, e := range l.cat.Entities {
		for _, key := range e.Keys {
			if i := slices.IndexFunc(key, func(f *Field) bool { return f.Sensitive }); i >= 0 {
				return fmt.Errorf("%s: the key names %q, which is @sensitive: what finds it tells it", e.Name, key[i].Name)
			}
		}
		n := 0
		for _, f := range e.Fields {
			if f.Withholds {
				n++
			}
		}
		if n > 1 {
			return fmt.Errorf("%s: one field can be @withholds, not %d", e.Name, n)
		}
	}
	return nil
}
