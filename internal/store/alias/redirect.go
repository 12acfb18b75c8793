package alias

import (
	"context"
	"maps"
	"slices"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/store/property"
	"github.com/clustergraph/clustergraph/internal/store/query"
)

// Redirect is where an id or a key leads that was taken out of the public graph.
type Redirect struct {
	// Of is the id of what was put aside.
	Of  string
	Why Why
	// Into is the id of what stands for it, empty where nothing does.
	Into string
}

// Refusal says why nothing is recorded under a key of what is withheld or erased, and is all that
// anybody learns of either. It continues a sentence that begins with the key.
const Refusal = "is that of what must not be recorded; leave the row out"

// Hidden tells that the redirect is of what must not be shown, or was erased.
func (r Redirect) Hidden() bool { return r.Why == Withheld || r.Why == Erased }

// fewKeys are looked up at once; for more, the first question is whether there is any alias.
const fewKeys = 50

// Redirects finds where ids of entities and relationships, and keys as Key makes them, lead that
// are not in the public graph; one that is there, or was never one of ours, is absent. What
// stands for something is never aside itself.
func Redirects(ctx context.Context, run query.Runner, keys []string) (map[string]Redirect, error) {
	if len(keys) > fewKeys {
		rows, err := run.Query(ctx, query.Statement{Text: "MATCH (x:" + catalog.AliasLabel + ") RETURN 1 LIMIT 1"})
		if err != nil || len(rows.Values) == 0 {
			return nil, err
		}
	}
	found, err := lookUp(ctx, run, keys)
	for next := Targets(found); err == nil && len(next) > 0; {
		var further map[string]Redirect
		further, err = lookUp(ctx, run, next)
		next = Targets(further)
		for key, r := range found {
			if beyond, is := further[r.Into]; is {
				found[key] = Redirect{Of: r.Of, Why: beyond.Why, Into: beyond.Into}
			}
		}
	}
	return found, err
}

// RedirectOf finds where the value of a unique field leads that no public node has; the zero
// redirect when nowhere.
func RedirectOf(ctx context.Context, run query.Runner, e *catalog.Entity, f *catalog.Field, value any) (Redirect, error) {
	key := Key(e.Name, f.Name, value)
	if f.Name == "id" {
		key = property.Text(value)
	}
	found, err := Redirects(ctx, run, []string{key})
	return found[key], err
}

// Targets are the ids that stand for something, each once, in order.
func Targets(found map[string]Redirect) []string {
	ids := map[string]bool{}
	for _, r := range found {
		if r.Into != "" {
			ids[r.Into] = true
		}
	}
	return slices.Sorted(maps.Keys(ids))
}

// lookUp finds the redirects of keys, one step far.
func lookUp(ctx context.Context, run query.Runner, keys []string) (map[string]Redirect, error) {
	if len(keys) == 0 {
		return nil, nil
	}
	aliases, err := aliasesWith(ctx, run, append(slices.Clip(keys), SecretKey))
	found := map[string]Redirect{}
	var secrets []string
	for _, a := range aliases {
		if a.Key == SecretKey {
			secrets = append(secrets, a.Of)
			continue
		}
		// Several may have had a key, one after the other; one that is withheld hides it.
		if known, is := found[a.Key]; !is || known.Why != Withheld {
			found[a.Key] = Redirect{Of: a.Of, Why: a.Why, Into: a.Into}
		}
	}
	if err != nil || len(secrets) == 0 {
		return found, err
	}
	return found, lookUpErased(ctx, run, keys, secrets, found)
}

// alias is a key under which something is known that is aside.
type alias struct {
	Key  string `column:"key"`
	Of   string `column:"of"`
	Why  Why    `column:"why"`
	Into string `column:"into"`
}

func aliasesWith(ctx context.Context, run query.Runner, keys []string) ([]alias, error) {
	return query.All[alias](ctx, run, query.Statement{
		Text:   "UNWIND $keys AS v MATCH (x:" + catalog.AliasLabel + " {key: v}) RETURN v AS key, x.of AS of, x.why AS why, x.into AS into ORDER BY x.of",
		Params: map[string]any{"keys": keys},
	})
}
