package claim

import (
	"slices"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
)

// unstated is the confidence of what nobody gave one.
const unstated = 0.5

// believed is how far something is believed, of which the confidence may be unknown.
func believed(confidence *float64) float64 {
	if confidence != nil {
		return *confidence
	}
	return unstated
}

// confidenceIn is the confidence that properties hold, nil for none.
func confidenceIn(properties map[string]any) *float64 {
	if v, is := properties[catalog.Confidence].(float64); is {
		return &v
	}
	return nil
}

// disagree tells that two lists of sources have none in common. Where one is empty,
// nobody is there to disagree with.
func disagree(a, b []string) bool {
	return len(a) > 0 && len(b) > 0 && !slices.ContainsFunc(a, func(id string) bool { return slices.Contains(b, id) })
}

func sameConfidence(a, b *float64) bool { return a == b || a != nil && b != nil && *a == *b }

// minus is a list without those of another.
func minus(list, others []string) []string {
	return slices.DeleteFunc(slices.Clone(list), func(s string) bool { return slices.Contains(others, s) })
}

// subset tells that all of a part are in the whole.
func subset(part, whole []string) bool {
	return !slices.ContainsFunc(part, func(id string) bool { return !slices.Contains(whole, id) })
}

func find(list []*Claim, is func(*Claim) bool) *Claim {
	if i := slices.IndexFunc(list, is); i >= 0 {
		return list[i]
	}
	return nil
}
