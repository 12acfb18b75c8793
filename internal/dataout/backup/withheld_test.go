package backup

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestRecordsTellNothingOfWhatIsWithheld(t *testing.T) {
	type properties = map[string]any
	h := hidden{"per_1": true, "rel_1": true}
	tests := []struct {
		name     string
		in, want properties
	}{
		{"a change of something else", properties{"id": "chg_1", "of": "per_2", "before": "{}"}, properties{"id": "chg_1", "of": "per_2", "before": "{}"}},
		{
			"a change keeps its place",
			properties{"id": "chg_1", "position": int64(3), "kind": "UPDATE", "of": "per_1", "before": "{}", "after": "{}", "reason": "x", "createdIn": "chg_0"},
			properties{"id": "chg_1", "position": int64(3), "kind": "UPDATE"},
		},
		{"a change of a relationship", properties{"id": "chg_1", "of": "rel_9", "from": "com_1", "to": "per_1"}, properties{"id": "chg_1"}},
		{
			"creations",
			properties{"id": "chg_1", "ids": []any{"per_0", "per_1", "per_2"}, "count": int64(3)},
			properties{"id": "chg_1", "ids": []any{"per_0", "", "per_2"}, "count": int64(3)},
		},
		{
			"creations of relationships",
			properties{"ids": []any{"rel_8", "rel_9"}, "froms": []any{"com_1", "per_1"}, "tos": []any{"prj_1", "prj_1"}},
			properties{"ids": []any{"rel_8", ""}, "froms": []any{"com_1", ""}, "tos": []any{"prj_1", ""}},
		},
		{"a merge of others", properties{"id": "mrg_1", "into": "com_1", "from": "com_2", "detail": `{"links": ["rel_1"]}`}, properties{"id": "mrg_1", "into": "com_1", "from": "com_2"}},
		{"a merge without it", properties{"id": "mrg_1", "into": "com_1", "from": "com_2", "detail": `{"links": ["rel_2"]}`}, properties{"id": "mrg_1", "into": "com_1", "from": "com_2", "detail": `{"links": ["rel_2"]}`}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			assert.Equal(t, tt.want, h.shown(tt.in))
		})
	}
	all := properties{"of": "per_1"}
	assert.Equal(t, all, hidden{}.shown(all), "where nothing is withheld everything is told")
}

func TestWhatIsMergedIntoSomethingWithheldIsHidden(t *testing.T) {
	s := asideState{nodes: []asideNode{
		{ID: "a", Why: "WITHHELD", Edges: []string{"rel_1"}},
		{ID: "b", Why: "MERGED", Into: "a", Edges: []string{"rel_2"}},
		{ID: "c", Why: "MERGED", Into: "b"},
		{ID: "d", Why: "MERGED", Into: "x", Edges: []string{"rel_3"}},
	}}
	assert.Equal(t, hidden{"a": true, "b": true, "c": true, "rel_1": true, "rel_2": true}, s.hidden())
}
