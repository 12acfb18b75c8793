package mapping

import (
	"strings"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
)

// chooseKey makes sure that the node can be found again: without any key, the first free
// column that holds texts is taken for the name.
func (g *guess) chooseKey() {
	name := g.entity.Field("name")
	if g.identified(g.chosen) || g.key() != "" || !findsNodes(name) {
		return
	}
	for i := range g.columns {
		if c := &g.columns[i]; !c.used && !c.counts() {
			g.chosen[name], c.used = c, true
			return
		}
	}
}

// identified tells that the columns hold a unique field, or all but the name of a business
// key: names of what has none by itself are composed.
func (g *guess) identified(chosen map[*catalog.Field]*columnGuess) bool {
	for f := range chosen {
		if f.Unique {
			return true
		}
	}
	for _, key := range g.entity.Keys {
		whole := len(key) > 1
		for _, f := range key {
			whole = whole && (chosen[f] != nil || f.Name == "name" && !findsNodes(f))
		}
		if whole {
			return true
		}
	}
	return false
}

// key is the indexed name to find the node by when nothing better was found. Years, amounts
// and classes are shared by many.
func (g *guess) key() string {
	if g.identified(g.chosen) {
		return ""
	}
	for _, f := range g.entity.Fields {
		if g.chosen[f] != nil && f.Index && f.Search {
			return f.Name
		}
	}
	return ""
}

// counts tells that most values are numbers or dates, as in 序号 and 年份.
func (c *columnGuess) counts() bool {
	return c.share(fitting(numberStep(false))) >= 0.5 || c.share(fitting(dateStep(""))) >= 0.5
}

// keyParts bounds the columns of which a key is composed.
const keyParts = 2

// composedKey finds rows again of which no column is a key, nor their name: by the first columns
// that do not count. The value is empty where another key is there.
func (g *guess) composedKey() (*catalog.Field, string) {
	f := freeKey(g.entity)
	if f == nil || g.identified(g.chosen) || g.key() != "" {
		return nil, ""
	}
	var parts []string
	for i := range g.columns {
		if c := &g.columns[i]; len(parts) < keyParts && len(c.texts) > 0 && !c.counts() && !strings.ContainsAny(c.name, "{}") {
			parts = append(parts, "{"+c.name+"}")
		}
	}
	if len(parts) == 0 {
		return nil, ""
	}
	return f, "{template: " + quoted(strings.Join(parts, " ")) + "}"
}

// freeKey is a unique field of an entity that takes any text, nil without one.
func freeKey(e *catalog.Entity) *catalog.Field {
	for _, f := range e.Fields {
		if f.Unique && !f.System && f.Kind == catalog.String && f.Format == "" {
			return f
		}
	}
	return nil
}
