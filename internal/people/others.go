package people

import (
	"context"
	"slices"
	"strings"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/mention"
	"github.com/clustergraph/clustergraph/internal/read/view"
	"github.com/clustergraph/clustergraph/internal/store/alias"
	"github.com/clustergraph/clustergraph/internal/store/property"
	"github.com/clustergraph/clustergraph/internal/store/query"
)

// What others recorded is not rewritten. It is found by reading all texts, since search holds few
// of them, and marked: its history must not keep a text that is corrected because of the erasure.

// lookThrough finds and marks what others recorded that mentions the person, and tells of it.
func (e *Eraser) lookThrough(ctx context.Context, v *view.View, run query.Runner, s *subject, result *Erasure) error {
	own := map[string]bool{}
	for _, one := range s.all() {
		for _, id := range one.ids() {
			own[id] = true
		}
	}
	found, err := e.mentioning(ctx, run, mention.New(result.Markers), own)
	if err != nil {
		return err
	}
	if err := markMentioning(ctx, run, found); err != nil {
		return err
	}
	return result.tell(ctx, v, s, found)
}

// other is a node or relationship of which a text mentions the person.
type other struct {
	Element    string         `column:"element"`
	Type       string         `column:"type"`
	ID         string         `column:"id"`
	From       string         `column:"from"`
	To         string         `column:"to"`
	Properties map[string]any `column:"properties"`
	// entity is nil for a relationship.
	entity *catalog.Entity
	// mentioning are the fields whose texts do.
	mentioning []string
}

// besideGraph are the labels of what is looked after by itself: all of the service but entities aside.
func besideGraph() []string {
	return slices.DeleteFunc(catalog.ServiceLabels(), func(label string) bool { return label == catalog.AsideLabel })
}

// mentioning finds the records of others of which a text mentions the person.
func (e *Eraser) mentioning(ctx context.Context, run query.Runner, names mention.Matcher, own map[string]bool) ([]other, error) {
	if names.Empty() {
		return nil, nil
	}
	params := map[string]any{"fields": e.texts, "pattern": names.Pattern(), "ours": besideGraph()}
	nodes, err := query.All[other](ctx, run, query.Statement{
		Text: "MATCH (x) WHERE x.id IS NOT NULL AND NOT labels(x)[0] IN $ours WITH x " + fitting("x") +
			"RETURN elementId(x) AS element, coalesce(x." + catalog.AsideAs + ", labels(x)[0]) AS type, x.id AS id, '' AS from, '' AS to, properties(x) AS properties",
		Params: params,
	})
	if err != nil {
		return nil, err
	}
	edges, err := query.All[other](ctx, run, query.Statement{
		Text: "MATCH (a)-[x:" + strings.Join(e.textTypes, "|") + "]->(b) WHERE x.id IS NOT NULL WITH a, x, b " + fitting("x") +
			"RETURN elementId(x) AS element, coalesce(x." + catalog.AsideAs + ", type(x)) AS type, x.id AS id, a.id AS from, b.id AS to, properties(x) AS properties",
		Params: params,
	})
	if err != nil {
		return nil, err
	}
	var found []other
	for _, r := range append(nodes, edges...) {
		r.entity = e.cat.Entity(r.Type)
		if r.mentioning = r.fieldsMentioning(e.texts, names); len(r.mentioning) > 0 && !own[r.ID] {
			found = append(found, r)
		}
	}
	return found, nil
}

// fitting is the condition that the fields of x fit the pattern, as one text: a pattern costs Neo4j
// more to read than a text.
func fitting(x string) string {
	return "WHERE normalize(reduce(all = '', k IN [k IN keys(" + x + ") WHERE k IN $fields] | all + reduce(text = '', v IN [] + " + x + "[k] | " +
		"CASE WHEN v IS :: STRING NOT NULL THEN text + '\n' + v ELSE text END)), NFKD) =~ $pattern "
}

func (r other) fieldsMentioning(fields []string, names mention.Matcher) []string {
	var list []string
	for _, f := range fields {
		if tellsOfOthers(r.entity, f) && slices.ContainsFunc(catalog.Texts(r.Properties[f]), names.In) {
			list = append(list, f)
		}
	}
	return list
}

// tellsOfOthers tells that a field may mention somebody else than its entity: the name of another
// person is that person's, and so is a number.
func tellsOfOthers(e *catalog.Entity, field string) bool {
	if e == nil {
		return true
	}
	f := e.Field(field)
	return f == nil || !f.Sensitive && (e.Withholding() == nil || !mention.Names(f))
}

// hidden tells that nobody is told of the record: it is withheld itself, or a relationship that is
// not public.
func (r other) hidden() bool {
	return r.From != "" && r.Properties[catalog.AsideAs] != nil || property.Text(r.Properties[catalog.AsideWhy]) == string(alias.Withheld)
}

// textFields are the names of all fields of text, of entities and relationships.
func textFields(cat *catalog.Catalog) []string {
	names := map[string]bool{}
	add := func(fields []*catalog.Field) {
		for _, f := range fields {
			if isText(f) {
				names[f.Name] = true
			}
		}
	}
	for _, e := range cat.Entities {
		add(e.Fields)
	}
	for _, e := range cat.Edges {
		add(e.Fields())
	}
	return sorted(names)
}

// textTypes are the types of relationships that may have a text, those that are aside among them.
func textTypes(cat *catalog.Catalog) []string {
	names := map[string]bool{}
	for _, name := range catalog.ServiceLinks() {
		names[name] = true
	}
	for _, e := range cat.Edges {
		if slices.ContainsFunc(e.Fields(), isText) {
			names[query.Quote(e.Type)] = true
		}
	}
	return sorted(names)
}

func isText(f *catalog.Field) bool { return f.Kind == catalog.String && !f.System }

// markMentioning notes on records which of their texts mention somebody erased.
func markMentioning(ctx context.Context, run query.Runner, found []other) error {
	nodes, edges := []any{}, []any{}
	for _, r := range found {
		known, _ := property.Texts(r.Properties[catalog.Mentioning])
		row := []any{r.Element, property.Union(known, r.mentioning)}
		if r.From == "" {
			nodes = append(nodes, row)
			continue
		}
		edges = append(edges, row)
	}
	for text, rows := range map[string][]any{
		"UNWIND $rows AS row MATCH (x) WHERE elementId(x) = row[0] SET x." + catalog.Mentioning + " = row[1]":        nodes,
		"UNWIND $rows AS row MATCH ()-[x]->() WHERE elementId(x) = row[0] SET x." + catalog.Mentioning + " = row[1]": edges,
	} {
		if len(rows) == 0 {
			continue
		}
		if _, err := run.Query(ctx, query.Statement{Text: text, Params: map[string]any{"rows": rows}}); err != nil {
			return err
		}
	}
	return nil
}
