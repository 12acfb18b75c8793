package claim

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
)

func TestDisagree(t *testing.T) {
	tests := []struct {
		name string
		a, b []string
		want bool
	}{
		{"nobody", nil, nil, false},
		{"one side is nobody", nil, []string{"src_1"}, false},
		{"the other side is nobody", []string{"src_1"}, nil, false},
		{"one in common", []string{"src_1", "src_2"}, []string{"src_2"}, false},
		{"none in common", []string{"src_1"}, []string{"src_2"}, true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) { assert.Equal(t, tt.want, disagree(tt.a, tt.b)) })
	}
}

func TestSameConfidence(t *testing.T) {
	half, alsoHalf, full := 0.5, 0.5, 1.0
	tests := []struct {
		name string
		a, b *float64
		want bool
	}{
		{"both unstated", nil, nil, true},
		{"one unstated", &half, nil, false},
		{"the other unstated", nil, &half, false},
		{"the same one", &half, &half, true},
		{"equal ones", &half, &alsoHalf, true},
		{"different ones", &half, &full, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) { assert.Equal(t, tt.want, sameConfidence(tt.a, tt.b)) })
	}
}

func TestListsOfSources(t *testing.T) {
	assert.Equal(t, []string{"a"}, minus([]string{"a", "b"}, []string{"b", "c"}))
	assert.True(t, subset([]string{"a"}, []string{"a", "b"}))
	assert.True(t, subset(nil, []string{"a"}))
	assert.False(t, subset([]string{"a", "c"}, []string{"a", "b"}))
}

// A row that is as sure as the claim is changes nothing of it; one that is surer does.
func TestJoinTakesTheGreaterConfidence(t *testing.T) {
	half, more := 0.5, 0.75
	for _, tt := range []struct {
		name    string
		given   *float64
		changed bool
		want    *float64
	}{{"as sure", &half, false, &half}, {"surer", &more, true, &more}, {"unstated", nil, false, &half}} {
		t.Run(tt.name, func(t *testing.T) {
			c := &Claim{Field: "staff", Value: "1", Sources: []string{"src_1"}, Confidence: &half}
			s := &Set{byElement: map[string]map[string][]*Claim{"frm_1": {"staff": {c}}}}
			r := Report{Of: "frm_1", Sources: []string{"src_1"}}
			r.confidence = tt.given
			assert.Equal(t, tt.changed, s.join(r, c))
			assert.Equal(t, *tt.want, *c.Confidence)
		})
	}
}

// claimed is a set with claims of one field of an element.
func claimed(of string, claims ...*Claim) *Set {
	return &Set{byElement: map[string]map[string][]*Claim{of: {"staff": claims}}}
}

// A row without sources takes nothing from others; one whose sources all have claimed
// something already gives them to a claim that has none.
func TestJoinCountsSources(t *testing.T) {
	other, c := &Claim{Field: "staff", Value: "2", Sources: []string{"src_1"}}, &Claim{Field: "staff", Value: "1", Sources: []string{"src_2"}}
	assert.False(t, claimed("frm_1", other, c).join(Report{Of: "frm_1"}, c))
	assert.Equal(t, []string{"src_1"}, other.Sources)

	second, none := &Claim{Field: "staff", Value: "3", Sources: []string{"src_2"}}, &Claim{Field: "staff", Value: "1"}
	claimed("frm_1", other, second, none).join(Report{Of: "frm_1", Sources: []string{"src_1", "src_2"}}, none)
	assert.Equal(t, []string{"src_1", "src_2"}, none.Sources)
}

// Where both claim the same, the sources come together and the greater confidence counts;
// what adds nothing leaves the claim as it was.
func TestOpposeJoinsWhatIsTheSame(t *testing.T) {
	half, more := 0.5, 0.75
	for _, tt := range []struct {
		name       string
		from       Claim
		changed    bool
		sources    []string
		confidence float64
	}{
		{"nothing new", Claim{Value: "1", Sources: []string{"src_1"}, Confidence: &half}, false, []string{"src_1"}, 0.5},
		{"another source", Claim{Value: "1", Sources: []string{"src_2"}, Confidence: &half}, true, []string{"src_1", "src_2"}, 0.5},
		{"surer", Claim{Value: "1", Sources: []string{"src_1"}, Confidence: &more}, true, []string{"src_1"}, 0.75},
	} {
		t.Run(tt.name, func(t *testing.T) {
			own, theirs := &Claim{Field: "staff", Value: "1", Sources: []string{"src_1"}, Confidence: &half}, tt.from
			s := claimed("frm_1", own)
			s.byElement["frm_2"] = map[string][]*Claim{"staff": {&theirs}}
			s.oppose(Subject{ID: "frm_1"}, Subject{ID: "frm_2"}, &catalog.Field{Name: "staff"})
			assert.Equal(t, tt.changed, own.changed)
			assert.Equal(t, tt.sources, own.Sources)
			assert.InDelta(t, tt.confidence, *own.Confidence, 0)
			assert.Len(t, s.byElement["frm_1"]["staff"], 1)
		})
	}
}
