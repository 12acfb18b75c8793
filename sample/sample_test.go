package sample_test

import (
	"fmt"
	"regexp"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/ident"
)

var (
	idPattern   = regexp.MustCompile(`^[a-z]{2,4}_[0-7][0-9a-hjkmnp-tv-z]{25}$`)
	datePattern = regexp.MustCompile(`^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$`)
)

func TestNodesFitTheSchema(t *testing.T) {
	d := load(t)
	for _, i := range d.items {
		assert.Regexp(t, idPattern, i.id(), i.at)
		assert.Same(t, i.entity, d.cat.EntityOfID(i.id()), "%s: the prefix is that of another type", i.at)
		assert.NotEmpty(t, i.get("name"), i.at)
		for name, value := range i.fields {
			if name == "sources" {
				continue
			}
			f := i.entity.Field(name)
			if assert.NotNil(t, f, "%s: no field %s", i.at, name) {
				assertValue(t, d.cat, i.at, f, value)
			}
		}
	}
}

func TestIdsRiseWithTheLines(t *testing.T) {
	last := map[string]string{}
	for _, i := range load(t).items {
		assert.Greater(t, i.id(), last[i.entity.Name], i.at)
		last[i.entity.Name] = i.id()
	}
}

func TestRelationshipsFitTheSchema(t *testing.T) {
	d := load(t)
	for _, l := range d.links {
		edge := findEdge(d.cat, l)
		if !assert.NotNil(t, edge, "%s: no %s from %s to %s", l.at, l.typ, l.from.entity.Name, l.to.entity.Name) {
			continue
		}
		for name, value := range l.fields {
			if slices.Contains([]string{"from", "to", "sources"}, name) {
				continue
			}
			f := edge.Properties.Field(name)
			if assert.NotNil(t, f, "%s: no field %s", l.at, name) {
				assertValue(t, d.cat, l.at, f, value)
			}
		}
	}
}

func TestRelationshipsAreThereOnce(t *testing.T) {
	d := load(t)
	seen := map[string]string{}
	once := func(at, key string) {
		assert.Empty(t, seen[key], "%s: said before", at)
		seen[key] = at
	}
	for _, l := range d.links {
		edge := findEdge(d.cat, l)
		require.NotNil(t, edge, l.at)
		key := fmt.Sprint(l.typ, l.from.id(), l.to.id())
		if edge.Properties != nil {
			for _, f := range edge.Properties.Key {
				key += fmt.Sprint(" ", l.fields[f.Name])
			}
		}
		once(l.at, key)
		if edge.FromOne {
			once(l.at, "one "+l.typ+edge.To.Name+l.from.id())
		}
		assert.NotSame(t, l.from, l.to, l.at)
	}
}

func TestEverythingHasSources(t *testing.T) {
	d := load(t)
	made := d.byRef["Source citationKey sample"]
	require.NotNil(t, made)
	for _, i := range d.items {
		illustrative, said := i.fields["illustrative"].(bool)
		require.True(t, said, "%s: illustrative must be said", i.at)
		sources := d.sources(t, i.at, i.fields)
		if i.entity.Name == "Source" {
			assert.Equal(t, i == made, illustrative, i.at)
			assert.Empty(t, sources, "%s: a source speaks for itself; an import could not resolve its own key", i.at)
			continue
		}
		assert.NotEmpty(t, sources, "%s: no source", i.at)
		assert.Equal(t, illustrative, slices.Contains(sources, made), "%s: made-up nodes, and only those, have the source sample", i.at)
	}
	for _, l := range d.links {
		sources := d.sources(t, l.at, l.fields)
		assert.NotEmpty(t, sources, "%s: no source", l.at)
		madeUp := l.from.fields["illustrative"] == true || l.to.fields["illustrative"] == true
		assert.Equal(t, madeUp, slices.Contains(sources, made), "%s: what touches a made-up node is made up", l.at)
	}
}

func TestMadeUpFirmsUseTheZoneForThem(t *testing.T) {
	for _, i := range load(t).items {
		switch {
		case i.entity.Name == "Company" && i.fields["illustrative"] == true:
			assert.Regexp(t, `^91\d{6}PDY\d{5}`, i.get("uscc"), i.at)
		case i.entity.Name == "Company":
			assert.Empty(t, i.get("uscc"), i.at)
		case i.entity.Name == "Person":
			assert.Empty(t, i.get("orcid"), i.at)
		case i.entity.Name == "Patent":
			assert.Regexp(t, `^\d{4}199`, i.get("applicationNumber"), i.at)
			assert.Equal(t, i.get("applicationNumber")[:4], i.get("filedOn")[:4], i.at)
		}
	}
}

func (d *data) sources(t *testing.T, at string, fields map[string]any) (found []*item) {
	t.Helper()
	refs, _ := fields["sources"].([]any)
	for _, ref := range refs {
		found = append(found, d.find(t, at, ref))
	}
	return found
}

func findEdge(cat *catalog.Catalog, l *link) *catalog.Edge {
	for _, e := range cat.Edges {
		if e.Type == l.typ && e.From == l.from.entity && e.To == l.to.entity {
			return e
		}
	}
	return nil
}

// assertValue checks kind, enumeration and format; a value must stand in its canonical form.
func assertValue(t *testing.T, cat *catalog.Catalog, at string, f *catalog.Field, value any) {
	t.Helper()
	if f.List {
		list, ok := value.([]any)
		assert.True(t, ok && len(list) > 0, "%s: %s must be a list with something in it", at, f.Name)
		if f.Kind == catalog.Enum {
			assert.Subset(t, cat.Enums[f.Enum], list, "%s: %s", at, f.Name)
		}
		return
	}
	switch f.Kind {
	case catalog.Int, catalog.Yuan:
		n, ok := value.(float64)
		assert.True(t, ok && n == float64(int64(n)), "%s: %s must be a whole number", at, f.Name)
	case catalog.Float:
		assert.IsType(t, 0.0, value, "%s: %s", at, f.Name)
	case catalog.Boolean:
		assert.IsType(t, true, value, "%s: %s", at, f.Name)
	case catalog.Date:
		assert.Regexp(t, datePattern, value, "%s: %s", at, f.Name)
	case catalog.Enum:
		assert.Contains(t, cat.Enums[f.Enum], value, "%s: %s", at, f.Name)
	default:
		assert.NotEmpty(t, text(value), "%s: %s must be a text", at, f.Name)
	}
	if f.Format != "" {
		format, known := ident.Lookup(f.Format)
		require.True(t, known, f.Format)
		canonical, warnings, err := format.Normalize(text(value))
		assert.NoError(t, err, at)
		assert.Empty(t, warnings, at)
		assert.Equal(t, canonical, value, at)
	}
}
