package ingest_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/clustergraph/clustergraph/internal/datain/ingest"
)

const twoFirms = `{"name": "A", "ticker": "600000"}
{"name": "B", "ticker": "000001"}`

const twoCities = `{"name": "X"}
{"name": "Y"}`

func TestImportReplacesAToOneEnd(t *testing.T) {
	cat := smallSchema(t)
	db := migrated(t, cat)
	graph := func(lines ...string) map[string]string {
		return map[string]string{"nodes/Firm.jsonl": twoFirms, "nodes/City.jsonl": twoCities, "relationships/LIES_IN.jsonl": strings.Join(lines, "\n")}
	}
	const inX = `{"from": {"Firm": {"ticker": "600000"}}, "to": {"City": {"name": "X"}}}`
	const inY = `{"from": {"Firm": {"ticker": "600000"}}, "to": {"City": {"name": "Y"}}}`
	cities := "MATCH (f:Firm {ticker: '600000'}) RETURN COLLECT { MATCH (f)-[:LIES_IN]->(c) RETURN c.name }"

	report := importAll(t, db, cat, files(graph(inX)))
	assert.Equal(t, 1, report.Files[2].Created())
	report = importAll(t, db, cat, files(graph(inY)))
	assert.Equal(t, 1, report.Files[2].Updated())
	assert.Equal(t, []any{"Y"}, value(t, db, cities))
	report = importAll(t, db, cat, files(graph(inY)))
	assert.Equal(t, 1, report.Files[2].Unchanged)
	report = importAll(t, db, cat, files(graph(inX, inY)))
	assert.Equal(t, 2, report.Files[2].Updated(), "two rows that contradict each other both act, the last stays")
	assert.Equal(t, []any{"Y"}, value(t, db, cities))
}

func TestImportReplacesAToOneEndThatIsIncoming(t *testing.T) {
	cat := smallSchema(t)
	db := migrated(t, cat)
	graph := func(ticker string) map[string]string {
		return map[string]string{
			"nodes/Firm.jsonl": twoFirms, "nodes/City.jsonl": twoCities,
			"relationships/SEAT_OF.jsonl": `{"from": {"Firm": {"ticker": "` + ticker + `"}}, "to": {"City": {"name": "X"}}}
{"from": {"Firm": {"ticker": "` + ticker + `"}}, "to": {"City": {"name": "Y"}}}`,
		}
	}
	report := importAll(t, db, cat, files(graph("600000")))
	assert.Equal(t, 2, report.Files[2].Created(), "a firm may be the seat of many")
	report = importAll(t, db, cat, files(graph("000001")))
	assert.Equal(t, 2, report.Files[2].Updated())
	assert.Equal(t, []any{"B", "B"}, value(t, db, "MATCH (f:Firm)-[:SEAT_OF]->() RETURN collect(f.name)"))
}

func TestImportKeepsToOneEndsOfOneTypeApart(t *testing.T) {
	cat := smallSchema(t)
	db := migrated(t, cat)
	importAll(t, db, cat, files(map[string]string{
		"nodes/Firm.jsonl": twoFirms, "nodes/City.jsonl": twoCities,
		"nodes/Visit.jsonl": `{"id": "vis_01arz3ndektsv4rrffq69g5fav", "name": "spring", "year": 2022}`,
		"relationships/PAID_TO.jsonl": `{"from": "vis_01arz3ndektsv4rrffq69g5fav", "to": {"Firm": {"ticker": "600000"}}}
{"from": "vis_01arz3ndektsv4rrffq69g5fav", "to": {"City": {"name": "X"}}}
{"from": "vis_01arz3ndektsv4rrffq69g5fav", "to": {"Firm": {"ticker": "000001"}}}`,
	}))
	assert.Equal(t, []any{"B", "X"}, value(t, db, "MATCH (:Visit)-[:PAID_TO]->(n) WITH n.name AS name ORDER BY name RETURN collect(name)"))
}

func TestImportTellsEdgesApartByTheirKey(t *testing.T) {
	cat := smallSchema(t)
	db := migrated(t, cat)
	row := func(rest string) string {
		return `{"from": {"Firm": {"ticker": "600000"}}, "to": {"Firm": {"ticker": "000001"}}` + rest + `}`
	}
	graph := func(rows ...string) map[string]string {
		return map[string]string{"nodes/Firm.jsonl": twoFirms, "relationships/SELLS_TO.jsonl": strings.Join(rows, "\n")}
	}
	report := importAll(t, db, cat, files(graph(
		row(`, "product": "steel", "since": "2020", "share": 0.5`),
		row(`, "product": "steel", "since": "2021", "share": 0.6`),
		row(`, "product": "steel"`),
		row(``),
		row(`, "since": "2021", "product": "steel", "share": 0.7`),
		row(`, "product": null, "since": null`),
	)))
	assert.Equal(t, tally{Rows: 6, Created: 4, Updated: 1, Unchanged: 1}, tallyOf(report.Files[1].Counts))
	assert.Equal(t, []any{"\x1f", "steel\x1f", "steel\x1f2020", "steel\x1f2021"},
		value(t, db, "MATCH ()-[r:SELLS_TO]->() WITH r ORDER BY r.key RETURN collect(r.key)"))
	assert.Equal(t, 0.7, value(t, db, "MATCH ()-[r:SELLS_TO {since: '2021'}]->() RETURN r.share"))

	report = importAll(t, db, cat, files(graph(row(`, "product": "steel", "since": "2021", "share": null`))))
	assert.Equal(t, 1, report.Files[1].Updated())
	assert.Nil(t, value(t, db, "MATCH ()-[r:SELLS_TO {since: '2021'}]->() RETURN r.share"))
}

func TestImportOfAnEdgeByItsID(t *testing.T) {
	cat := smallSchema(t)
	db := migrated(t, cat)
	const id1, id2 = "rel_01arz3ndektsv4rrffq69g5fav", "rel_01arz3ndektsv4rrffq69g5faw"
	row := func(id, to, rest string) string {
		return `{"id": "` + id + `", "from": {"Firm": {"ticker": "600000"}}, "to": {"Firm": {"ticker": "` + to + `"}}` + rest + `}`
	}
	run := func(rows ...string) ingest.Report {
		return importAll(t, db, cat, files(map[string]string{"nodes/Firm.jsonl": twoFirms, "relationships/SELLS_TO.jsonl": strings.Join(rows, "\n")}))
	}
	assert.Equal(t, 2, run(row(id1, "000001", `, "product": "a"`), row(id2, "000001", `, "product": "b"`)).Files[1].Created())
	assert.Equal(t, 1, run(row(id1, "000001", `, "product": "c"`)).Files[1].Updated(), "by its id the key may change")
	assert.Equal(t, "c\x1f", value(t, db, "MATCH ()-[r:SELLS_TO {id: '"+id1+"'}]->() RETURN r.key"))

	report := run(row(id1, "000001", `, "product": "b"`), row(id1, "600000", ``), row("rel_01arz3ndektsv4rrffq69g5fax", "000001", `, "product": "b"`))
	assert.Equal(t, 3, report.Files[1].Rejected)
	assert.Contains(t, report.Problems[0].Reason, "the same relationship exists with the id "+id2)
	assert.Contains(t, report.Problems[1].Reason, id1+" leads from")
	assert.Contains(t, report.Problems[2].Reason, "leave the id out to change it")
}

// Files may have the id of a relationship as an edge had it that was seen from one end.
func TestImportFindsARelationshipSeenFromOneEnd(t *testing.T) {
	cat := smallSchema(t)
	db := migrated(t, cat)
	const id = "rel_01arz3ndektsv4rrffq69g5fav"
	for i, seen := range []string{"", ".from", ".to"} {
		report := importAll(t, db, cat, files(map[string]string{
			"nodes/Firm.jsonl": twoFirms, "nodes/City.jsonl": twoCities,
			"relationships/LIES_IN.jsonl": `{"id": "` + id + seen + `", "from": {"Firm": {"ticker": "600000"}}, "to": {"City": {"name": "X"}}}`,
		}))
		assert.Equal(t, i == 0, report.Files[2].Created() == 1)
	}
	assert.Equal(t, []any{id}, value(t, db, "MATCH ()-[r:LIES_IN]->() RETURN collect(r.id)"))
}
