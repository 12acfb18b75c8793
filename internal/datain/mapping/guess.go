package mapping

import (
	"bytes"
	"cmp"
	"maps"
	"slices"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
)

// guess is what a table seems to hold.
type guess struct {
	cat    *catalog.Catalog
	words  *vocabulary
	file   string
	sample Sample
	rows   int
	// strange tells that nothing of a sheet is known.
	strange bool
	columns []columnGuess
	entity  *catalog.Entity
	// chosen are the columns of the entity's fields.
	chosen map[*catalog.Field]*columnGuess
	links  []linkGuess
	// own gives the rows ids by which other tables name them, joins are the columns that name
	// rows so; a table of relationships has two of them, and edge is nil when it is not told which.
	own      *columnGuess
	joins    []joined
	from, to *joined
	edge     *catalog.Edge
	// remarks say what a person has to decide.
	remarks []string
}

// columnGuess is one column with what its sample tells.
type columnGuess struct {
	// plain is the name in one writing, bare the same without what stands in brackets, below the
	// part behind a group of columns, empty without one.
	name, plain, bare, below string
	texts                    []string
	used                     bool
	// merged tells that cells are merged with those above them.
	merged bool
}

// linkGuess is a column that holds the key, or the name, of another entity.
type linkGuess struct {
	typ string
	// out tells that the link starts at the row's node.
	out    bool
	target *catalog.Entity
	key    *catalog.Field
	column *columnGuess
	// split parts the cell into entries, empty when it holds one.
	split string
	// foreign tells that the column holds ids of another system.
	foreign bool
	// properties are those of the relationship that columns or heads tell, of those declared.
	declared   *catalog.Properties
	properties []propertyGuess
}

// propertyGuess is a property with how its value is written.
type propertyGuess struct{ name, value string }

// Sample is the beginning of a table.
type Sample struct {
	// File is its name within the imported directory, Sheet that of its sheet where it has
	// several, HeaderRow the row of the names where it is given.
	File      string
	Sheet     string
	HeaderRow int
	// Unit is that of amounts of money which a line above the header names; empty without one.
	Unit string
	// Columns may be nil, as for JSON Lines: those of the rows are taken then.
	Columns []string
	Rows    []map[string]any
}

// Guess writes a mapping for tables, from the names of their columns and some of their
// rows: a start for a person to correct. The result can be parsed when each table has a
// column, and says in comments what was not understood.
func Guess(cat *catalog.Catalog, samples ...Sample) []byte {
	var b bytes.Buffer
	writeHead(&b, samples)
	words := newVocabulary(cat)
	var tables []*guess
	for _, s := range samples {
		g := &guess{cat: cat, words: words, file: s.File + s.Sheet, sample: s, rows: len(s.Rows), chosen: map[*catalog.Field]*columnGuess{}}
		g.look(s)
		g.chooseEntity()
		tables = append(tables, g)
	}
	join(tables)
	for _, g := range tables {
		if x := g.exportOf(); x != nil {
			x.write(&b, g)
			continue
		}
		g.complete()
		g.write(&b)
	}
	return b.Bytes()
}

// complete chooses what the entity and the joins leave open.
func (g *guess) complete() {
	if g.from == nil {
		g.chooseKey()
		g.chooseLinks()
	}
	g.chooseProperties()
}

// chooseEntity takes the entity whose fields fit the columns best; the name of the file
// counts like a column.
func (g *guess) chooseEntity() {
	best, found := -1, (*catalog.Entity)(nil)
	for _, e := range g.cat.Entities {
		g.entity = e
		chosen, total := g.assign(e)
		if fitsName(plainName(g.file), g.words.entities[e]) {
			total += fileScore
		}
		switch name := e.Field("name"); {
		case g.identified(chosen):
		case !findsNodes(name) && freeKey(e) == nil:
			continue // nothing could find its rows again
		case !findsNodes(name):
			total = total/2 - 1 // its rows would be made anew by each import
		case chosen[name] == nil:
			total /= 2 // nothing tells one from another
		}
		total += g.related(e, chosen)
		if total > best {
			best, found, g.chosen = total, e, chosen
		}
	}
	g.entity, g.strange = found, g.sample.Sheet != "" && best <= 0
	for _, c := range g.chosen {
		c.used = true
	}
}

// related counts the columns that are called like what the entity leads to.
func (g *guess) related(e *catalog.Entity, chosen map[*catalog.Field]*columnGuess) (n int) {
	used := slices.Collect(maps.Values(chosen))
	for i := range g.columns {
		if c := &g.columns[i]; !slices.Contains(used, c) && g.relates(c, e) {
			n++
		}
	}
	return n
}

// assign gives each column to the field that fits it best, the surest first.
func (g *guess) assign(e *catalog.Entity) (map[*catalog.Field]*columnGuess, int) {
	type match struct {
		field  *catalog.Field
		column *columnGuess
		score  int
	}
	var all []match
	for i := range g.columns {
		for _, f := range e.Fields {
			if s := g.score(&g.columns[i], e, f); !f.System && s > 0 {
				all = append(all, match{f, &g.columns[i], s})
			}
		}
	}
	slices.SortStableFunc(all, func(a, b match) int { return cmp.Compare(b.score, a.score) })
	chosen, taken, total := map[*catalog.Field]*columnGuess{}, map[*columnGuess]bool{}, 0
	for _, m := range all {
		if chosen[m.field] == nil && !taken[m.column] {
			chosen[m.field], taken[m.column] = m.column, true
			total += m.score
		}
	}
	return chosen, total
}
