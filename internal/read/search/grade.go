package search

// grade tells how a text answers a query, best first.
type grade int

// The grades. A code counts as another name does.
const (
	exactName grade = iota
	exactAlias
	nameStart
	aliasStart
	nameHolds
	aliasHolds
	wordsInName
	readsName
	readsNameStart
	readsInName
	abbreviates
	mixedWords
	proseHolds
	wordsInProse
	acrossTexts
	unanswered
)

// score is 1 for the exact name and falls by equal steps to just above 0.
func (g grade) score() float64 {
	return float64(100-100*int(g)/int(unanswered)) / 100
}
