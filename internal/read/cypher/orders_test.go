package cypher_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
)

// Every order by texts and enumerations, of entities and of relationships, is paged through
// without a loss or a repetition, over texts of all planes.
func TestEveryOrderIsPagedThrough(t *testing.T) {
	c := newCompiler(t)
	w := newWorld(c.cat, rand.New(rand.NewPCG(7, 7)), sizes{same(12), same(40)})
	p := pager{w, client{c, w.store(t)}, rand.New(rand.NewPCG(1, 2))}
	for _, e := range c.cat.Entities {
		for _, f := range e.Fields {
			if f.Sortable() && f.SortProperty() != f.Name {
				t.Run(e.Name+" by "+f.Name, func(t *testing.T) { p.entities(t, e, f) })
			}
		}
	}
	seen := map[*catalog.Properties]bool{}
	for _, e := range c.cat.Entities {
		for _, rel := range e.Relations {
			if !rel.Many || rel.Properties == nil || seen[rel.Properties] {
				continue
			}
			seen[rel.Properties] = true
			for _, f := range rel.Properties.Fields {
				if f.SortProperty() != f.Name {
					t.Run(e.Name+"."+rel.Name+" by "+f.Name, func(t *testing.T) { p.edges(t, rel, f) })
				}
			}
		}
	}
}

// pager pages through lists in one direction and one way, drawn by chance.
type pager struct {
	*world
	client
	chance *rand.Rand
}

func (p pager) key(f *catalog.Field) (orderKey, []any) {
	key := orderKey{name: f.Name, field: f, descending: p.chance.IntN(2) == 0}
	return key, []any{map[string]any{f.Name: map[bool]string{false: "ASC", true: "DESC"}[key.descending]}}
}

func (p pager) walk(t *testing.T, l list) {
	size, backward := 1+p.chance.IntN(3), p.chance.IntN(2) == 0
	assert.Equal(t, l.want, l.walk(t, size, backward), "%v, pages of %d, backward %v", l.variables, size, backward)
}

func (p pager) entities(t *testing.T, e *catalog.Entity, f *catalog.Field) {
	key, order := p.key(f)
	var links []link
	for _, n := range p.nodes[e] {
		links = append(links, link{end: n})
	}
	p.sorted(links, nil, []orderKey{key})
	l := list{variables: map[string]any{"orderBy": order}}
	for _, one := range links {
		l.want = append(l.want, one.end.id)
	}
	l.read = func(vars map[string]any) (page connection) {
		p.answer(t, fmt.Sprintf(rootRequest, e.Name, e.Plural), vars, &page)
		return page
	}
	p.walk(t, l)
}

func (p pager) edges(t *testing.T, rel *catalog.Relation, f *catalog.Field) {
	owner := p.nodes[rel.Owner][0]
	for _, n := range p.nodes[rel.Owner] {
		if len(p.far[n][rel]) > len(p.far[owner][rel]) {
			owner = n
		}
	}
	key, order := p.key(f)
	links := p.far[owner][rel]
	p.sorted(links, []orderKey{key}, nil)
	l := list{variables: map[string]any{"owner": owner.id, "edgeOrderBy": order}}
	for _, one := range links {
		l.want = append(l.want, one.edge.id)
	}
	base := rel.Owner.Name + strings.ToUpper(rel.Name[:1]) + rel.Name[1:]
	request := fmt.Sprintf(nestedRequest, base, rel.Target.Name, rel.Owner.Singular, rel.Name, "$edgeOrderBy: ["+rel.Properties.Name+"Order!],", "edgeOrderBy: $edgeOrderBy,")
	l.read = func(vars map[string]any) connection {
		var object struct{ Page connection }
		p.answer(t, request, vars, &object)
		return object.Page
	}
	p.walk(t, l)
}
