package people

import (
	"context"
	"encoding/json"
	"maps"
	"slices"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/model/mention"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/store/query"
)

// past is a change of another record.
type past struct {
	ID     string `column:"id"`
	Type   string `column:"type"`
	Before string `column:"before"`
	After  string `column:"after"`
	Reason string `column:"reason"`
}

// redactOthers takes the texts that mention the person out of the changes of other records, and
// out of why they were made, merged or told apart. The fields stay named.
func (e *Eraser) redactOthers(ctx context.Context, tx *neo.Tx, names mention.Matcher) (int, error) {
	if names.Empty() {
		return 0, nil
	}
	found, err := query.All[past](ctx, tx, query.Statement{
		Text: "MATCH (c:" + catalog.ChangeLabel + ") WHERE any(v IN [c.before, c.after, c.reason] WHERE normalize(v, NFKD) =~ $pattern) " +
			"RETURN c.id AS id, c.type AS type, c.before AS before, c.after AS after, c.reason AS reason",
		Params: map[string]any{"pattern": names.Pattern()},
	})
	if err != nil {
		return 0, err
	}
	var set []any
	for _, c := range found {
		fields, err := e.mentionedIn(c, names)
		if err != nil {
			return 0, err
		}
		before, err := withoutFields(c.Before, fields)
		if err != nil {
			return 0, err
		}
		after, err := withoutFields(c.After, fields)
		if err != nil {
			return 0, err
		}
		named := names.In(c.Reason)
		if len(fields) > 0 || named {
			set = append(set, map[string]any{"id": c.ID, "before": before, "after": after, "named": named, "erased": len(fields) > 0})
		}
	}
	if len(set) == 0 {
		return 0, e.redactReasons(ctx, tx, names)
	}
	_, err = tx.Query(ctx, query.Statement{
		Text: "UNWIND $rows AS row MATCH (c:" + catalog.ChangeLabel + " {id: row.id}) SET c.before = row.before, c.after = row.after, " +
			"c.reason = CASE WHEN row.named THEN $erased ELSE c.reason END, c.erased = CASE WHEN row.erased THEN true ELSE c.erased END",
		Params: map[string]any{"rows": set, "erased": Erased},
	})
	if err != nil {
		return 0, err
	}
	return len(set), e.redactReasons(ctx, tx, names)
}

// reasoned is why something was merged, or told apart.
type reasoned struct {
	Element string `column:"element"`
	Why     string `column:"why"`
}

func (e *Eraser) redactReasons(ctx context.Context, tx *neo.Tx, names mention.Matcher) error {
	for label, field := range map[string]string{catalog.MergeLabel: "evidence", catalog.DistinctLabel: "reason"} {
		found, err := query.All[reasoned](ctx, tx, query.Statement{
			Text:   "MATCH (x:" + label + ") WHERE normalize(x." + field + ", NFKD) =~ $pattern RETURN elementId(x) AS element, x." + field + " AS why",
			Params: map[string]any{"pattern": names.Pattern()},
		})
		if err != nil {
			return err
		}
		found = slices.DeleteFunc(found, func(r reasoned) bool { return !names.In(r.Why) })
		for _, r := range found {
			if _, err := tx.Query(ctx, query.Statement{
				Text:   "MATCH (x:" + label + ") WHERE elementId(x) = $element SET x." + field + " = $erased",
				Params: map[string]any{"element": r.Element, "erased": Erased},
			}); err != nil {
				return err
			}
		}
	}
	return nil
}

// mentionedIn are the fields of a change whose texts mention the person.
func (e *Eraser) mentionedIn(c past, names mention.Matcher) ([]string, error) {
	fields := map[string]bool{}
	for _, text := range []string{c.Before, c.After} {
		var values map[string]any
		if text == "" {
			continue
		}
		if err := json.Unmarshal([]byte(text), &values); err != nil {
			return nil, fault.Wrap(fault.Internal, err, "a recorded change cannot be read")
		}
		for name, v := range values {
			if tellsOfOthers(e.cat.Entity(c.Type), name) && slices.ContainsFunc(catalog.Texts(v), names.In) {
				fields[name] = true
			}
		}
	}
	return sorted(fields), nil
}

// withoutFields is what a change says was or is, without the values of some fields; nil for
// nothing.
func withoutFields(text string, fields []string) (any, error) {
	if text == "" {
		return nil, nil
	}
	var values map[string]json.RawMessage
	if err := json.Unmarshal([]byte(text), &values); err != nil {
		return nil, fault.Wrap(fault.Internal, err, "a recorded change cannot be read")
	}
	for _, name := range fields {
		if _, told := values[name]; told {
			values[name] = json.RawMessage("null")
		}
	}
	return written(values)
}

func sorted(names map[string]bool) []string { return slices.Sorted(maps.Keys(names)) }
