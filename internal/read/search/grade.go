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
	soundsAlike
	misspelt
	unanswered
)

// score is 1 for the exact name and falls by equal steps to just above 0; what only sounds alike is
// below that.
func (g grade) score() float64 {
	switch g {
	case soundsAlike:
		return 0.05
	case misspelt:
		return 0.03
	}
	return float64(100-100*int(g)/int(soundsAlike)) / 100
}
