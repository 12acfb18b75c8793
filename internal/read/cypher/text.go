package cypher

import (
	"github.com/clustergraph/clustergraph/internal/model/canon"
	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/predicate"
)

// text is the canonical text of a field of n. Of one that no index serves, it is kept beside the
// text only where they differ.
func text(f *catalog.Field, n string) expr {
	if f.Keyed() {
		return prop{n, f.KeyProperty()}
	}
	return fn{"coalesce", []expr{prop{n, f.CanonicalProperty()}, prop{n, f.Name}}}
}

// compareText compares canonical texts.
func compareText(p predicate.Compare, n string) expr {
	of := text(p.Field, n)
	switch p.Op {
	case predicate.Has:
		return binary{"IN", param{canon.Value(p.Value)}, of}
	case predicate.HasAny:
		return anyIn{of, param{canon.Value(p.Value)}}
	case predicate.In:
		return binary{"IN", of, param{writings(p.Field, p.Value)}}
	case predicate.Eq:
		if keys := writings(p.Field, []any{p.Value}); len(keys) > 1 {
			return binary{"IN", of, param{keys}}
		}
		return binary{"=", of, param{canon.Value(p.Value)}}
	case predicate.Contains, predicate.StartsWith, predicate.EndsWith:
		return parts(p, of)
	}
	return binary{string(p.Op), of, param{canon.Value(p.Value)}}
}

// writings are what a value of a list may be kept under: its canonical text, and where that is
// unique also its own writing, which what shares the text with another is kept under.
func writings(f *catalog.Field, values any) []any {
	list, _ := values.([]any)
	seen := make(map[any]bool, len(list))
	var keys []any
	add := func(key any) {
		if !seen[key] {
			seen[key] = true
			keys = append(keys, key)
		}
	}
	for _, v := range list {
		add(canon.Value(v))
		if f.Keyed() && f.Unique {
			add(v)
		}
	}
	return keys
}

// parts looks for a part of a text, and where texts are unique for its own writing too.
func parts(p predicate.Compare, of expr) expr {
	s, _ := p.Value.(string)
	part := canon.Part(s)
	found := binary{string(p.Op), of, param{part}}
	if p.Field.Keyed() && p.Field.Unique && part != s {
		return or{found, binary{string(p.Op), of, param{s}}}
	}
	return found
}
