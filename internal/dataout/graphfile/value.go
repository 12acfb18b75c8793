package ingest

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/clustergraph/clustergraph/internal/history/feed"
	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/store/query"
)

// serviceDir holds the service's own records, a file a label.
const serviceDir = "service"

// momentMember marks a moment in time, which JSON cannot tell from a text.
const momentMember = "dateTime"

// recordPart is the file of the records with a label. Changes later than the start of the
// export are left out, since what they are about is there only in part.
func recordPart(r catalog.ServiceRecord, h hidden) part {
	only := ""
	for _, property := range r.About {
		only += " AND NOT coalesce(n." + property + ", '') IN $hidden"
	}
	if r.Label == catalog.ChangeLabel {
		only += " AND n.position <= $upto"
	}
	after, order := keyset(r.Key)
	return part{
		name: recordFile(r.Label), keys: len(r.Key), most: mostRecords,
		text: "MATCH (n:" + r.Label + ") WHERE " + after + only + " RETURN " + order + ", properties(n) ORDER BY " + order + " LIMIT $limit",
		line: func(row []any) ([]byte, error) {
			properties, _ := row[len(r.Key)].(map[string]any)
			return recordLine(h.told(properties))
		},
	}
}

// keyset is the condition for what comes after the key $after, and the order by the key.
func keyset(key []string) (after, order string) {
	if len(key) == 1 {
		return "n." + key[0] + " > $after[0]", "n." + key[0]
	}
	return "n." + key[0] + " >= $after[0] AND (n." + key[0] + " > $after[0] OR n." + key[1] + " > $after[1])", "n." + key[0] + ", n." + key[1]
}

// feedState is how far the feed of changes has come.
type feedState struct {
	position int64
	// record is the node that counts, nil before the first change.
	record map[string]any
}

// readFeed gives all committed changes their positions first.
func readFeed(ctx context.Context, db *neo.DB) (feedState, error) {
	if _, err := feed.Sequence(ctx, db); err != nil {
		return feedState{}, err
	}
	rows, err := db.Read(ctx, query.Statement{Text: "MATCH (n:" + catalog.FeedLabel + ") RETURN properties(n)"})
	if err != nil || len(rows) == 0 {
		return feedState{}, err
	}
	var s feedState
	s.record, _ = rows[0][0].(map[string]any)
	s.position, _ = s.record["position"].(int64)
	return s, nil
}

// recordLine writes all properties of a record, the id first, the others by name.
func recordLine(properties map[string]any) ([]byte, error) {
	var o object
	o.member("id", properties["id"])
	for _, name := range slices.Sorted(maps.Keys(properties)) {
		if name == "id" {
			continue
		}
		v, err := outOfStore(properties[name])
		if err != nil {
			return nil, fmt.Errorf("%s %w", name, err)
		}
		o.member(name, v)
	}
	return o.line()
}

// outOfStore is a stored value so that JSON keeps its type.
func outOfStore(v any) (any, error) {
	switch v := v.(type) {
	case string, int64, bool, []any:
		return v, nil
	case float64:
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return nil, fmt.Errorf("is %v, which JSON cannot write", v)
		}
		text := strconv.FormatFloat(v, 'g', -1, 64)
		if !strings.ContainsAny(text, ".e") {
			text += ".0" // else it would be read as an integer
		}
		return json.RawMessage(text), nil
	case time.Time:
		return map[string]any{momentMember: v.Format(time.RFC3339Nano)}, nil
	}
	return nil, fmt.Errorf("is a %T, which no record of the service holds", v)
}

// intoStore is a value that outOfStore made JSON of, as it is stored.
func intoStore(v any) (any, error) {
	switch v := v.(type) {
	case string, bool:
		return v, nil
	case json.Number:
		if strings.ContainsAny(v.String(), ".eE") {
			return v.Float64()
		}
		return v.Int64()
	case []any:
		return listIntoStore(v)
	case map[string]any:
		text, _ := v[momentMember].(string)
		at, err := time.Parse(time.RFC3339Nano, text)
		if err != nil || len(v) != 1 {
			return nil, fmt.Errorf("is an object, but not {%q: …} with a moment", momentMember)
		}
		_, offset := at.Zone()
		// Neo4j tells a zone with a name from an offset; ours are offsets.
		return at.In(time.FixedZone("Offset", offset)), nil
	}
	return nil, fmt.Errorf("is %v, which is no value of a record", v)
}

// listIntoStore takes lists of texts, which are the only ones that records hold.
func listIntoStore(list []any) (any, error) {
	for _, item := range list {
		if _, isText := item.(string); !isText {
			return nil, fmt.Errorf("is a list of other things than texts")
		}
	}
	return list, nil
}

// recordOf reads a line that recordLine wrote.
func recordOf(key []string, object map[string]any) (map[string]any, error) {
	for _, name := range key {
		if text(object[name]) == "" {
			return nil, fault.New(fault.BadUserInput, "a record of the service needs %s, a text", name)
		}
	}
	return storedOf(object)
}

// storedOf are properties that outOfStore made JSON of.
func storedOf(object map[string]any) (map[string]any, error) {
	properties := make(map[string]any, len(object))
	for name, v := range object {
		stored, err := intoStore(v)
		if err != nil {
			return nil, fault.New(fault.BadUserInput, "%s %s", name, err)
		}
		properties[name] = stored
	}
	return properties, nil
}
