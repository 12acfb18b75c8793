package backup

import (
	"strings"

	"github.com/clustergraph/clustergraph/internal/dataout/graphfile"
	"github.com/clustergraph/clustergraph/internal/model/catalog"
)

type recordRow struct {
	Properties map[string]any `column:"properties"`
}

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
	after, columns, order := keyset(r.Key)
	return part{
		name: graphfile.RecordFile(r.Label), keys: len(r.Key), most: mostRecords,
		text:  "MATCH (n:" + r.Label + ") WHERE " + after + only + " RETURN " + columns + ", properties(n) AS properties ORDER BY " + order + " LIMIT $limit",
		lines: linesOf(func(row recordRow) ([]byte, error) { return graphfile.RecordLine(h.shown(row.Properties)) }),
	}
}

// keyset is the condition for what comes after the key $after, the key as columns, and the
// order by it.
func keyset(key []string) (after, columns, order string) {
	columns = "n." + key[0] + " AS key0"
	if len(key) == 1 {
		return "n." + key[0] + " > $after[0]", columns, "n." + key[0]
	}
	columns += ", n." + key[1] + " AS key1"
	order = "n." + strings.Join(key, ", n.")
	return "n." + key[0] + " >= $after[0] AND (n." + key[0] + " > $after[0] OR n." + key[1] + " > $after[1])", columns, order
}

type linkRow struct {
	FromLabel  string         `column:"fromLabel"`
	From       string         `column:"from"`
	ToLabel    string         `column:"toLabel"`
	To         string         `column:"to"`
	Properties map[string]any `column:"properties"`
}

// linkPart is the file of the relationships of a type that is the service's own.
func linkPart(typ string) part {
	return part{
		name: graphfile.RecordFile(typ), keys: 1, most: mostRecords,
		text: "MATCH (a)-[r:" + typ + "]->(b) USING INDEX r:" + typ + "(id) WHERE r.id > $after[0] AND NOT r.id IN $hidden " +
			"RETURN r.id AS key0, labels(a)[0] AS fromLabel, a.id AS from, labels(b)[0] AS toLabel, b.id AS to, properties(r) AS properties ORDER BY r.id LIMIT $limit",
		lines: linesOf(func(r linkRow) ([]byte, error) {
			l := graphfile.Link{From: graphfile.End{Label: r.FromLabel, ID: r.From}, To: graphfile.End{Label: r.ToLabel, ID: r.To}, Properties: r.Properties}
			return l.Line()
		}),
	}
}
