package plan

import (
	"slices"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
)

// Place is where the answer of a root field that is not compiled holds entities: what is
// selected of them there.
type Place struct {
	// Fields are the names of the fields that lead there from the root field, and Keys
	// their response keys, joined by dots: edges.node. Both are empty where the root field
	// is an entity itself.
	Fields []string
	Keys   string
	// Cost is that of all entities there.
	Cost

	// typeName is the entity's, or Entity or Node for any.
	typeName   string
	selections ast.SelectionSet
}

// Places finds where the answer of a root field holds entities.
func (c *Compiler) Places(field *ast.Field, selections ast.SelectionSet, vars map[string]any) []Place {
	b := newBuilder(c, vars)
	w := placeWalk{builder: b}
	root := selected{field, selections}
	if w.holds(field.Definition.Type.Name()) {
		w.add(root, nil, nil, b.times(field))
	} else {
		w.walk(root, nil, nil, b.times(field))
	}
	return w.found
}

type placeWalk struct {
	*builder
	found []Place
}

// walk visits the fields below f, of which there are times.
func (w *placeWalk) walk(f selected, fields, keys []string, times int) {
	for _, s := range w.collect(f.selections, f.Definition.Type.Name()) {
		if s.Name == "__typename" || len(s.selections) == 0 {
			continue
		}
		names, aliases := append(slices.Clone(fields), s.Name), append(slices.Clone(keys), s.Alias)
		n := bounded(times * w.times(s.Field))
		if w.holds(s.Definition.Type.Name()) {
			w.add(s, names, aliases, n)
		} else {
			w.walk(s, names, aliases, n)
		}
	}
}

// add notes that s is a place of so many entities.
func (w *placeWalk) add(s selected, fields, keys []string, times int) {
	p := Place{Fields: fields, Keys: strings.Join(keys, "."), typeName: s.Definition.Type.Name(), selections: s.selections}
	p.Cost = w.placeCost(p).rowsTimes(times)
	w.found = append(w.found, p)
}

// holds tells that values of the type are entities.
func (c *Compiler) holds(typeName string) bool {
	return isInterface(typeName) || c.cat.Entity(typeName) != nil
}

// times is how many values a field has at most, as far as its arguments tell; a list
// without one is no longer than its parent's first.
func (b *builder) times(f *ast.Field) int {
	first, ok := wholeNumber(argumentsOf(f, b.vars).values["first"])
	if !ok {
		return 1
	}
	return int(min(max(first, 0), mostRows))
}

// placeCost is that of the statement that reads every type that may stand there, with the rows
// of the most expensive entity. What does not compile costs nothing: reading it fails later, with
// the reason.
func (b *builder) placeCost(p Place) (c Cost) {
	rows := 0
	for _, e := range b.entitiesOf(p.typeName) {
		object, err := b.object(e, p.selections)
		if err != nil {
			continue
		}
		one := objectCost(object)
		rows = max(rows, one.Rows)
		c = c.and(one)
	}
	c.Rows = rows
	return c
}

func (c *Compiler) entitiesOf(typeName string) []*catalog.Entity {
	if e := c.cat.Entity(typeName); e != nil {
		return []*catalog.Entity{e}
	}
	return c.cat.Entities
}

// Entities compiles the reading of the entities with these ids as they are selected at a
// place. Ids of other types than may stand there are passed over.
func (c *Compiler) Entities(p Place, ids []string, vars map[string]any) (*Root, error) {
	b := newBuilder(c, vars)
	n := &Nodes{IDs: ids}
	for _, e := range c.entitiesOf(p.typeName) {
		matching := ofEntity(ids, e)
		if len(matching) == 0 {
			continue
		}
		object, err := b.object(e, p.selections)
		if err != nil {
			return nil, err
		}
		n.ByType = append(n.ByType, NodesOfType{IDs: matching, Object: object})
	}
	return &Root{Name: p.Keys, Nodes: n}, nil
}

// ofEntity are those of the ids that are of an entity's nodes, each once.
func ofEntity(ids []string, e *catalog.Entity) []string {
	var list []string
	for _, id := range ids {
		if strings.HasPrefix(id, e.Prefix+"_") && !slices.Contains(list, id) {
			list = append(list, id)
		}
	}
	return list
}
