package personal

import (
	"context"
	"slices"
	"strings"

	"github.com/clustergraph/clustergraph/internal/catalog"
	"github.com/clustergraph/clustergraph/internal/fault"
	"github.com/clustergraph/clustergraph/internal/neo"
	"github.com/clustergraph/clustergraph/internal/record"
)

// query runs one statement: of its own, or inside a transaction.
type query = func(ctx context.Context, stmt neo.Statement) ([][]any, error)

// subject is a person with what the graph holds about them, public or withheld.
type subject struct {
	record.Thing
	entity *catalog.Entity
	// aside tells that the person is not in the public graph.
	aside bool
	links []link
	// past are the ids of relationships that were removed.
	past []string
	// former are those that were merged into the person; they are not public either.
	former []*subject
}

// link is a relationship of a person and what is at its other end.
type link struct {
	record.Thing
	other           string
	otherEntity     *catalog.Entity
	otherProperties map[string]any
}

// inward tells that the relationship leads to the person: what is at its other end is then
// recorded about them, such as an award or a talk.
func (l link) inward() bool { return l.From == l.other }

// EntityOf returns the entity of an id of a person; an id of anything else is BAD_USER_INPUT.
func EntityOf(cat *catalog.Catalog, id string) (*catalog.Entity, error) {
	e := cat.EntityOfID(id)
	if e != nil && e.Withholding() != nil {
		return e, nil
	}
	var wanted []string
	for _, e := range cat.Entities {
		if e.Withholding() != nil {
			wanted = append(wanted, e.Name+" ("+e.Prefix+"_…)")
		}
	}
	return nil, fault.New(fault.BadUserInput, "it is not an id of one of those whose data is personal: %s; take it from an answer", strings.Join(wanted, ", "))
}

// missing is the error for an id that leads to nobody.
func missing(e *catalog.Entity, id string) error {
	return fault.New(fault.NotFound, "there is no %s with the id %s; take the id from an answer", e.Name, id)
}

// find reads a subject. One that was merged into another is found under the other's id.
func find(ctx context.Context, run query, cat *catalog.Catalog, id string) (*subject, error) {
	e, err := EntityOf(cat, id)
	if err != nil {
		return nil, err
	}
	leads, err := record.Leads(ctx, run, []string{id})
	if err != nil {
		return nil, err
	}
	if into := leads[id].Into; into != "" {
		id = into
	}
	s, err := load(ctx, run, cat, e, id)
	if err != nil {
		return nil, err
	}
	return s, s.readFormer(ctx, run, cat)
}

// readFormer reads those that were merged into the person, and into these.
func (s *subject) readFormer(ctx context.Context, run query, cat *catalog.Catalog) error {
	known := map[string]bool{s.ID: true}
	for next := []string{s.ID}; len(next) > 0; {
		rows, err := run(ctx, neo.Statement{
			Text:   "UNWIND $ids AS v MATCH (x:" + catalog.AliasLabel + " {into: v}) RETURN DISTINCT x.of ORDER BY x.of",
			Params: map[string]any{"ids": next},
		})
		if err != nil {
			return err
		}
		next = nil
		for _, row := range rows {
			id := textOf(row[0])
			if known[id] || cat.EntityOfID(id) != s.entity {
				continue
			}
			one, err := load(ctx, run, cat, s.entity, id)
			if err != nil {
				return err
			}
			known[id] = true
			next, s.former = append(next, id), append(s.former, one)
		}
	}
	return nil
}

// all are the person and those that were merged into them.
func (s *subject) all() []*subject { return append([]*subject{s}, s.former...) }

// load reads the subject with an id.
func load(ctx context.Context, run query, cat *catalog.Catalog, e *catalog.Entity, id string) (*subject, error) {
	rows, err := run(ctx, neo.Statement{
		Text: "MATCH (n:" + quote(e.Name) + " {id: $id}) RETURN properties(n) AS properties, false AS withheld " +
			"UNION ALL MATCH (n:" + catalog.AsideLabel + " {id: $id}) RETURN properties(n) AS properties, true AS withheld",
		Params: map[string]any{"id": id},
	})
	if err != nil {
		return nil, err
	}
	if len(rows) == 0 {
		return nil, missing(e, id)
	}
	s := &subject{entity: e, Thing: record.Thing{ID: id, Type: e.Name, Fields: e.Fields}}
	s.Properties, _ = rows[0][0].(map[string]any)
	s.aside, _ = rows[0][1].(bool)
	if err := s.readLinks(ctx, run, cat); err != nil {
		return nil, err
	}
	return s, s.readPast(ctx, run)
}

// label is the one under which the node is stored.
func (s *subject) label() string {
	if s.aside {
		return catalog.AsideLabel
	}
	return s.entity.Name
}

func (s *subject) readLinks(ctx context.Context, run query, cat *catalog.Catalog) error {
	rows, err := run(ctx, neo.Statement{
		Text: "MATCH (n:" + quote(s.label()) + " {id: $id})-[r]-(o) WITH DISTINCT r, o " +
			"RETURN properties(r).id, coalesce(r." + catalog.AsideAs + ", type(r)), startNode(r).id, endNode(r).id, properties(r), o.id, properties(o) ORDER BY properties(r).id",
		Params: map[string]any{"id": s.ID},
	})
	if err != nil {
		return err
	}
	for _, row := range rows {
		l := link{Thing: record.Thing{ID: textOf(row[0]), Type: textOf(row[1]), From: textOf(row[2]), To: textOf(row[3])}, other: textOf(row[5])}
		l.Properties, _ = row[4].(map[string]any)
		l.otherProperties, _ = row[6].(map[string]any)
		l.otherEntity = cat.EntityOfID(l.other)
		l.Fields = propertiesOf(cat, l.Thing)
		s.links = append(s.links, l)
	}
	return nil
}

func propertiesOf(cat *catalog.Catalog, t record.Thing) []*catalog.Field {
	from, to := cat.EntityOfID(t.From), cat.EntityOfID(t.To)
	at := slices.IndexFunc(cat.Edges, func(e *catalog.Edge) bool { return e.Type == t.Type && e.From == from && e.To == to })
	if at < 0 || cat.Edges[at].Properties == nil {
		return nil
	}
	return cat.Edges[at].Properties.Fields
}

// readPast finds the relationships that are no more, by the changes that removed them.
func (s *subject) readPast(ctx context.Context, run query) error {
	rows, err := run(ctx, neo.Statement{
		Text: "CALL () { MATCH (c:" + catalog.ChangeLabel + " {from: $id}) RETURN c UNION MATCH (c:" + catalog.ChangeLabel + " {to: $id}) RETURN c } " +
			"RETURN DISTINCT c.of ORDER BY c.of",
		Params: map[string]any{"id": s.ID},
	})
	for _, row := range rows {
		id := textOf(row[0])
		if !slices.ContainsFunc(s.links, func(l link) bool { return l.ID == id }) {
			s.past = append(s.past, id)
		}
	}
	return err
}

func quote(name string) string { return "`" + strings.ReplaceAll(name, "`", "``") + "`" }

func textOf(v any) string {
	s, _ := v.(string)
	return s
}
