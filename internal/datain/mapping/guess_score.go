package mapping

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/ident"
)

// Scores of how a column fits a field. Values that follow a standard with check digits
// say more than any name.
const (
	formatScore = 12
	equalScore  = 10
	nameScore   = 8
	fileScore   = 6
	partScore   = 4
)

// minWord is from how many letters on a column's name counts as a part of a field's.
const minWord = 5

// minCode is from how many characters on a value shows by itself which code it is.
const minCode = 6

func (c *columnGuess) score(e *catalog.Entity, f *catalog.Field) int {
	best := 0
	if f.Format != "" && c.follows(f.Format) {
		best = formatScore
	}
	if c.plain == plainName(f.Name) {
		best = max(best, equalScore)
	}
	if len(c.plain) >= minWord && strings.HasPrefix(plainName(f.Name), c.plain) {
		best = max(best, partScore)
	}
	for _, term := range terms(f.Description) {
		switch {
		case c.plain == term:
			best = max(best, equalScore)
		case utf8.RuneCountInString(c.plain) > 1 && (strings.Contains(c.plain, term) || strings.Contains(term, c.plain)):
			best = max(best, partScore)
		}
	}
	if f.Name == "name" {
		best = max(best, c.nameScore(e))
	}
	return c.plausible(f, best)
}

// plausible drops the score when the values do not fit the field.
func (c *columnGuess) plausible(f *catalog.Field, score int) int {
	if score == 0 || len(c.texts) == 0 {
		return score
	}
	var fits step
	switch {
	case f.Format != "":
		fits = identStep(f.Format)
	case f.Kind == catalog.Date:
		fits = dateStep("")
	case f.Kind == catalog.Yuan:
		fits = amountStep("", true)
	case f.Kind == catalog.Int, f.Kind == catalog.Float:
		fits = numberStep(false)
	default:
		return score
	}
	if c.share(func(s string) bool { _, err := fits(s); return err == nil }) < 0.5 {
		return 0
	}
	return score
}

// follows tells that nearly all values are valid in a format, and none looks odd. Short
// ones prove nothing: a year could be a class of the national economy.
func (c *columnGuess) follows(name string) bool {
	format, known := ident.Lookup(name)
	return known && c.share(func(s string) bool {
		value, warnings, err := format.Normalize(s)
		return err == nil && len(warnings) == 0 && len(value) >= minCode
	}) >= 0.8
}

// share is the part of the values that are as wanted, 0 without values.
func (c *columnGuess) share(wanted func(string) bool) float64 {
	n := 0
	for _, s := range c.texts {
		if wanted(s) {
			n++
		}
	}
	return float64(n) / float64(max(len(c.texts), 1))
}

// nameScore knows 企业名称, company name, 名称 and the like.
func (c *columnGuess) nameScore(e *catalog.Entity) int {
	if slices.Contains(append(terms(e.Description), plainName(e.Name)), c.plain) {
		return nameScore
	}
	for _, ending := range []string{"名称", "全称", "姓名", "name"} {
		rest, ends := strings.CutSuffix(c.plain, ending)
		switch {
		case !ends:
		case rest == "", fitsName(rest, e):
			return nameScore
		default:
			return partScore
		}
	}
	return 0
}

// fitsName tells that a name holds that of an entity, in English or Chinese.
func fitsName(name string, e *catalog.Entity) bool {
	words := append(terms(e.Description), plainName(e.Name), plainName(e.Plural))
	return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(name, w) })
}

var han = regexp.MustCompile(`\p{Han}{2,}`)

// terms are the Chinese terms of a description.
func terms(description string) []string { return han.FindAllString(description, -1) }
