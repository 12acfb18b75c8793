package match

import "math"

// Agreement is how two entities compare in one field.
type Agreement string

// The ways to compare, as they are served. What one of the two lacks is missing.
const (
	Agree    Agreement = "AGREE"
	Disagree Agreement = "DISAGREE"
	Missing  Agreement = "MISSING"
)

// Weight is how far an agreement or disagreement tells that two are the same, in bits:
// log2(m/u) or log2((1-m)/(1-u)) (Fellegi and Sunter, JASA 64:1183, 1969).
func Weight(a Agreement, m, u float64) float64 {
	switch a {
	case Agree:
		return math.Log2(m / u)
	case Disagree:
		return math.Log2((1 - m) / (1 - u))
	}
	return 0
}

// Band is what to make of a weight.
type Band string

// The bands, as they are served.
const (
	// Auto is what may be merged without a second look.
	Auto Band = "AUTO"
	// Review is what somebody should look at.
	Review Band = "REVIEW"
	// No is what is likely not the same.
	No Band = "NO"
)

const (
	// AutoFrom is the least weight that is Auto: about two fields of m = 0.9 and u = 0.01.
	AutoFrom = 12.0
	// ReviewFrom is the least weight that is Review.
	ReviewFrom = 3.0
	// ProofFrom is the least weight of agreeing proof, beside which names count: one field of
	// m = 0.9 and u = 0.01 has 6.49.
	ProofFrom = 6.0
)

// BandOf is the band of a weight. Without proof nothing is Auto.
func BandOf(weight float64, proven bool) Band {
	if weight >= AutoFrom && proven {
		return Auto
	}
	if weight >= ReviewFrom {
		return Review
	}
	return No
}
