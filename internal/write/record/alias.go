package record

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/store/element"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/store/property"
	"github.com/clustergraph/clustergraph/internal/store/query"
)

// Lead is where an id or a key leads that was taken out of the public graph.
type Lead struct {
	// Of is the id of what was put aside.
	Of  string
	Why Why
	// Into is the id of what stands for it, empty where nothing does.
	Into string
}

// fewKeys are looked up at once; for more it is asked first whether there is any alias.
const fewKeys = 50

// Leads finds where ids of entities and relationships lead that are not in the public graph;
// one that is there, or was never one of ours, is absent.
func Leads(ctx context.Context, run query.Runner, ids []string) (map[string]Lead, error) {
	return aliases(ctx, run, ids)
}

// LeadOf finds where the value of a unique field leads that no public node has; the zero lead
// when nowhere.
func LeadOf(ctx context.Context, run query.Runner, e *catalog.Entity, f *catalog.Field, value any) (Lead, error) {
	r := Ref{Entity: e.Name, Field: f.Name, Value: value}
	if f.Name == "id" {
		r = Ref{ID: property.Text(value)}
	}
	found, err := aliases(ctx, run, []string{aliasOf(r)})
	return found[aliasOf(r)], err
}

// leadsOf finds where normalised references lead that lead to no public node.
func (w *Writer) leadsOf(ctx context.Context, tx *neo.Tx, refs []Ref) (map[Ref]Lead, error) {
	keys := make([]string, len(refs))
	for i, r := range refs {
		keys[i] = aliasOf(r)
	}
	known, err := aliases(ctx, tx, keys)
	found := map[Ref]Lead{}
	for i, r := range refs {
		if lead, is := known[keys[i]]; is {
			found[r] = lead
		}
	}
	return found, err
}

// aliases looks keys up, and follows what stands for them until it is not aside itself.
func aliases(ctx context.Context, run query.Runner, keys []string) (map[string]Lead, error) {
	if len(keys) > fewKeys {
		rows, err := run.Query(ctx, query.Statement{Text: "MATCH (x:" + catalog.AliasLabel + ") RETURN 1 LIMIT 1"})
		if err != nil || len(rows.Values) == 0 {
			return nil, err
		}
	}
	found, err := lookUp(ctx, run, keys)
	for next := pending(found); err == nil && len(next) > 0; {
		var further map[string]Lead
		further, err = lookUp(ctx, run, next)
		next = pending(further)
		for key, lead := range found {
			if beyond, is := further[lead.Into]; is {
				found[key] = Lead{Of: lead.Of, Why: beyond.Why, Into: beyond.Into}
			}
		}
	}
	return found, err
}

// pending are the ids that stand for something, each once.
func pending(found map[string]Lead) []string {
	var ids set
	for _, lead := range found {
		if lead.Into != "" {
			ids.add(lead.Into)
		}
	}
	return ids.list
}

func lookUp(ctx context.Context, run query.Runner, keys []string) (map[string]Lead, error) {
	if len(keys) == 0 {
		return nil, nil
	}
	rows, err := run.Query(ctx, aliasesWith(append(slices.Clip(keys), secretKey)))
	found := map[string]Lead{}
	var secrets []string
	for _, row := range rows.Values {
		key := property.Text(row[0])
		if key == secretKey {
			secrets = append(secrets, property.Text(row[1]))
			continue
		}
		// Several may have had a key, one after the other; one that is withheld hides it.
		if known, is := found[key]; !is || known.Why != Withheld {
			found[key] = Lead{Of: property.Text(row[1]), Why: Why(property.Text(row[2])), Into: property.Text(row[3])}
		}
	}
	if err != nil || len(secrets) == 0 {
		return found, err
	}
	return found, lookUpErased(ctx, run, keys, secrets, found)
}

func aliasesWith(keys []string) query.Statement {
	return query.Statement{
		Text:   "UNWIND $keys AS v MATCH (x:" + catalog.AliasLabel + " {key: v}) RETURN v, x.of, x.why, x.into ORDER BY x.of",
		Params: map[string]any{"keys": keys},
	}
}

// aliasOf is the key under which a normalised reference is known when it is aside.
func aliasOf(r Ref) string {
	if r.ID != "" {
		return r.ID
	}
	return aliasKey(r.Entity, r.Field, fmt.Sprint(r.Value))
}

func aliasKey(entity, fields, values string) string {
	return entity + "/" + fields + "/" + values
}

// tupleKey is the alias of the values of a composite key; false when one is missing.
func tupleKey(e *catalog.Entity, key []*catalog.Field, properties map[string]any) (string, bool) {
	names, values := make([]string, len(key)), make([]string, len(key))
	for i, f := range key {
		if properties[f.Name] == nil {
			return "", false
		}
		names[i], values[i] = f.Name, fmt.Sprint(properties[f.Name])
	}
	return aliasKey(e.Name, strings.Join(names, "+"), strings.Join(values, element.KeySeparator)), true
}

// aliasKeys are all keys by which a node is known: its id, its business keys, its unique
// values, and its name where something stands for it.
func aliasKeys(e *catalog.Entity, properties map[string]any, why Why) []string {
	var keys set
	keys.add(property.Text(properties["id"]))
	single := e.UniqueFields()
	if f := e.Field(nameField); f != nil && why == MergedAway {
		single = append(single, f)
	}
	for _, f := range single {
		if key, is := tupleKey(e, []*catalog.Field{f}, properties); is {
			keys.add(key)
		}
	}
	for _, fields := range e.CompositeKeys() {
		if key, is := tupleKey(e, fields, properties); is {
			keys.add(key)
		}
	}
	return keys.list
}

// nameField is the field that names entities for people.
const nameField = "name"

// set is a list of texts without repetitions.
type set struct {
	seen map[string]bool
	list []string
}

func (s *set) add(item string) {
	if s.seen[item] {
		return
	}
	if s.seen == nil {
		s.seen = map[string]bool{}
	}
	s.seen[item] = true
	s.list = append(s.list, item)
}
