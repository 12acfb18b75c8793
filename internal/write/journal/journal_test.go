package journal_test

import (
	"encoding/json"
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/store/element"
	"github.com/clustergraph/clustergraph/internal/write/journal"
)

type object = map[string]any

var fields = []*catalog.Field{{Name: "id", System: true}, {Name: "name"}, {Name: "staff"}, {Name: "aliases", List: true}}

func firm(id string, properties object) element.Element {
	return element.Element{ID: id, Type: "Firm", Fields: fields, Properties: properties}
}

func sale(id, from, to string, properties object) element.Element {
	return element.Element{ID: id, Type: "SELLS_TO", From: from, To: to, Fields: []*catalog.Field{{Name: "share"}}, Properties: properties}
}

func open(author journal.Author) *journal.Journal {
	n := 0
	return journal.New(func() string { n++; return fmt.Sprint("chg_", n) }, author)
}

// written are the changes that a journal writes.
func written(t *testing.T, j *journal.Journal) []any {
	t.Helper()
	statements := j.Statements()
	require.Len(t, statements, 1)
	assert.Contains(t, statements[0].Text, "CREATE (c:Change:ChangePending)")
	rows, _ := statements[0].Params["rows"].([]any)
	return rows
}

func TestChanges(t *testing.T) {
	tests := []struct {
		name string
		note func(j *journal.Journal)
		want object
	}{
		{"updated", func(j *journal.Journal) {
			j.Updated(firm("frm_1", object{"name": "a", "staff": 1, "version": int64(3), "sourceIds": []any{"src_1"}}),
				object{"name": "a", "staff": 2, "version": int64(4), "confidence": 0.5, "sourceIds": []string{}})
		}, object{
			"kind": "UPDATE", "type": "Firm", "of": "frm_1",
			"before": `{"confidence":null,"sources":["src_1"],"staff":1}`, "after": `{"confidence":0.5,"sources":null,"staff":2}`,
		}},
		{"updated relationship", func(j *journal.Journal) {
			j.Updated(sale("rel_1", "frm_1", "frm_2", object{"share": 0.5}), object{"validTo": "2020"})
		}, object{
			"kind": "UPDATE", "type": "SELLS_TO", "of": "rel_1", "from": "frm_1", "to": "frm_2",
			"before": `{"share":0.5,"validTo":null}`, "after": `{"share":null,"validTo":"2020"}`,
		}},
		{"deleted", func(j *journal.Journal) {
			j.Deleted(firm("frm_1", object{"name": "a", "version": int64(3), "createdIn": "chg_0"}), "")
		}, object{"kind": "DELETE", "type": "Firm", "of": "frm_1", "before": `{"name":"a"}`, "version": int64(3), "createdIn": "chg_0"}},
		{"deleted relationship that another stands for", func(j *journal.Journal) {
			j.Deleted(sale("rel_1", "frm_1", "frm_2", object{"share": 0.5}), "rel_2")
		}, object{"kind": "DELETE", "type": "SELLS_TO", "of": "rel_1", "from": "frm_1", "to": "frm_2", "before": `{"share":0.5}`, "into": "rel_2"}},
		{"moved at both ends", func(j *journal.Journal) {
			j.Moved(sale("rel_1", "frm_1", "frm_1", object{"share": 0.5}), "frm_2", "frm_2")
		}, object{
			"kind": "UPDATE", "type": "SELLS_TO", "of": "rel_1", "from": "frm_2", "to": "frm_2",
			"before": `{"from":"frm_1","to":"frm_1"}`, "after": `{"from":"frm_2","to":"frm_2"}`,
		}},
		{"moved at one end", func(j *journal.Journal) { j.Moved(sale("rel_1", "frm_1", "frm_3", nil), "frm_2", "frm_3") }, object{
			"kind": "UPDATE", "type": "SELLS_TO", "of": "rel_1", "from": "frm_2", "to": "frm_3", "before": `{"from":"frm_1"}`, "after": `{"from":"frm_2"}`,
		}},
		{"noted", func(j *journal.Journal) {
			j.Noted(firm("frm_1", nil), object{"distinctFrom": nil}, object{"distinctFrom": "frm_2"})
		}, object{"kind": "UPDATE", "type": "Firm", "of": "frm_1", "before": `{"distinctFrom":null}`, "after": `{"distinctFrom":"frm_2"}`}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			j := open(journal.Author{By: "me"})
			tt.note(j)
			tt.want["id"], tt.want["by"], tt.want["count"] = "chg_1", "me", 1
			assert.Equal(t, []any{tt.want}, written(t, j))
		})
	}
}

func TestNothingToWrite(t *testing.T) {
	j := open(journal.Author{By: "me"})
	j.Updated(firm("frm_1", object{"name": "a", "aliases": []any{"x"}, "version": int64(1)}), object{"name": "a", "aliases": []string{"x"}, "version": int64(2), "recordedAt": "now"})
	assert.Empty(t, j.Statements(), "what the service counts itself is no change")
}

// One change tells of the creations of a type, up to a bound.
func TestCreationsShareAChange(t *testing.T) {
	j := open(journal.Author{By: "me"})
	assert.Equal(t, "chg_1", j.Created(firm("frm_1", nil)))
	assert.Equal(t, "chg_2", j.Created(sale("rel_1", "frm_1", "frm_2", nil)))
	assert.Equal(t, "chg_1", j.Created(firm("frm_2", nil)))
	assert.Equal(t, "chg_2", j.Created(sale("rel_2", "frm_2", "frm_1", nil)))
	assert.Equal(t, []any{
		object{"id": "chg_1", "kind": "CREATE", "type": "Firm", "by": "me", "count": 2, "ids": []string{"frm_1", "frm_2"}},
		object{
			"id": "chg_2", "kind": "CREATE", "type": "SELLS_TO", "by": "me", "count": 2,
			"ids": []string{"rel_1", "rel_2"}, "froms": []string{"frm_1", "frm_2"}, "tos": []string{"frm_2", "frm_1"},
		},
	}, written(t, j))

	for i := range 5_000 {
		j.Created(firm(fmt.Sprint("frm_", i+3), nil))
	}
	rows := written(t, j)
	assert.Len(t, rows, 3)
	assert.Equal(t, 5_000, rows[0].(object)["count"])
	assert.Equal(t, 2, rows[2].(object)["count"])
}

func TestRestored(t *testing.T) {
	j := open(journal.Author{By: "me", Merge: "mrg_1"})
	assert.Equal(t, "chg_1", j.Restored(firm("frm_1", nil), "frm_2"))
	assert.Equal(t, []any{object{"id": "chg_1", "kind": "CREATE", "type": "Firm", "by": "me", "count": 1, "merge": "mrg_1", "ids": []string{"frm_1"}, "into": "frm_2"}}, written(t, j))
}

// An erasure tells that the node and its relationships were, and nothing of what they were.
func TestErased(t *testing.T) {
	j := open(journal.Author{By: "me", Reason: "asked for"})
	j.Erased(firm("frm_1", object{"name": "secret", "version": int64(2), "createdIn": "chg_0"}), []element.Element{sale("rel_1", "frm_1", "frm_2", object{"share": 0.123})})
	rows := written(t, j)
	assert.Equal(t, []any{
		object{"id": "chg_1", "kind": "DELETE", "type": "SELLS_TO", "by": "me", "count": 1, "reason": "asked for", "of": "rel_1", "from": "frm_1", "to": "frm_2", "erased": true},
		object{"id": "chg_2", "kind": "ERASE", "type": "Firm", "by": "me", "count": 1, "reason": "asked for", "of": "frm_1", "erased": true, "createdIn": "chg_0"},
	}, rows)
	text, err := json.Marshal(rows)
	require.NoError(t, err)
	assert.NotContains(t, string(text), "secret")
	assert.NotContains(t, string(text), "0.123")
}

func TestAuthor(t *testing.T) {
	j := open(journal.Author{By: "me", Reverts: "chg_9", Merge: "mrg_1", Reason: "a mistake"})
	j.Deleted(firm("frm_1", nil), "")
	assert.Equal(t, []any{object{
		"id": "chg_1", "kind": "DELETE", "type": "Firm", "by": "me", "count": 1, "reverts": "chg_9", "merge": "mrg_1", "reason": "a mistake",
		"of": "frm_1", "before": "{}", "version": int64(0),
	}}, written(t, j))
}

func TestAudited(t *testing.T) {
	assert.Equal(t, object{"name": "a", "sources": []any{"src_1"}, "validFrom": "2020"},
		journal.Audited(fields, object{"id": "frm_1", "name": "a", "name_pinyin": "a", "version": int64(1), "recordedBy": "x", "sourceIds": []any{"src_1"}, "validFrom": "2020"}))
	assert.Empty(t, journal.Audited(fields, object{"sourceIds": []any{}}), "no sources are no value")
	assert.Equal(t, []string{"name", "staff", "aliases", "sources", "confidence", "validFrom", "validTo"}, journal.AuditedNames(fields))
	for name, want := range map[string]string{"sources": "sourceIds", "confidence": "confidence", "name": "name", "elsewhere": "elsewhere"} {
		assert.Equal(t, want, journal.PropertyOf(name))
	}
}
