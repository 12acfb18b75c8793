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
// say more than any name; the terms of the schema say more than its synonyms.
const (
	formatScore  = 12
	equalScore   = 10
	synonymScore = 9
	nameScore    = 8
	fileScore    = 6
	belowScore   = 5
	partScore    = 4
)

// minWord is from how many letters on a column's name counts as a part of a field's.
const minWord = 5

// minCode is from how many characters on a value shows by itself which code it is.
const minCode = 6

func (g *guess) score(c *columnGuess, e *catalog.Entity, f *catalog.Field) int {
	best := c.called(g.words.fields[f])
	if f.Name == "name" {
		best = max(best, g.nameScore(c, e))
	}
	if best <= partScore && best > 0 && g.relates(c, e) {
		best = 0 // it is called like what the entity leads to
	}
	if f.Format != "" && c.follows(f.Format) {
		// Of several columns of codes the one that is called like the field is taken.
		best = max(formatScore, formatScore+best-nameScore)
	}
	return g.plausible(c, f, best)
}

// called is how far the column is called like something.
func (c *columnGuess) called(w calling) int {
	best := 0
	switch {
	case c.is(w.name), c.isOne(w.terms):
		return equalScore
	case c.isOne(w.synonyms):
		return synonymScore
	case len(c.plain) >= minWord && strings.HasPrefix(w.name, c.plain):
		best = partScore
	case c.below != "" && (c.below == w.name || w.terms[c.below] || w.synonyms[c.below]):
		best = belowScore
	}
	for term := range w.terms {
		if utf8.RuneCountInString(c.bare) > 1 && (strings.Contains(c.bare, term) || strings.Contains(term, c.bare)) {
			best = max(best, partScore)
		}
	}
	return best
}

// relates tells that the column is called like a relationship of the entity.
func (g *guess) relates(c *columnGuess, e *catalog.Entity) bool {
	return slices.ContainsFunc(e.Relations, func(r *catalog.Relation) bool { return c.called(g.words.relations[r]) >= synonymScore })
}

// is tells that the column has this name, with or without a unit or remark in brackets.
func (c *columnGuess) is(name string) bool { return name == c.plain || name == c.bare }

func (c *columnGuess) isOne(names map[string]bool) bool { return names[c.plain] || names[c.bare] }

// plausible drops the score when the values do not fit the field.
func (g *guess) plausible(c *columnGuess, f *catalog.Field, score int) int {
	if score == 0 || len(c.texts) == 0 {
		return score
	}
	var fits step
	switch {
	case f.Kind == catalog.Yuan && otherMoney.MatchString(c.plain):
		return 0
	case f.Kind == catalog.Enum:
		return g.translated(c, f, score)
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
	if c.share(fitting(fits)) < 0.5 {
		return 0
	}
	return score
}

// translated leaves little of the score when no value is known: the column is only called so.
func (g *guess) translated(c *columnGuess, f *catalog.Field, score int) int {
	known := func(s string) bool { _, is := g.cat.EnumNamed(f.Enum, s); return is || slices.Contains(f.Values, s) }
	if slices.ContainsFunc(c.distinct(c.separator()), known) || slices.ContainsFunc(c.texts, known) {
		return score
	}
	return min(score, 1)
}

func fitting(fits step) func(string) bool {
	return func(s string) bool { _, err := fits(s); return err == nil }
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

// share is the part of the values that are as wanted, 0 without values; words for nothing do not count.
func (c *columnGuess) share(wanted func(string) bool) float64 {
	n, all := 0, 0
	for _, s := range c.texts {
		if slices.Contains(emptyWords, s) {
			continue
		}
		if all++; wanted(s) {
			n++
		}
	}
	return float64(n) / float64(max(all, 1))
}

// nameScore knows 企业名称, company name, 名称 and the like.
func (g *guess) nameScore(c *columnGuess, e *catalog.Entity) int {
	words := g.words.entities[e]
	if slices.Contains(words, c.bare) {
		return nameScore
	}
	for _, ending := range []string{"名称", "全称", "姓名", "name"} {
		rest, ends := strings.CutSuffix(c.bare, ending)
		switch {
		case !ends:
		case rest == "" && ending == "姓名": // of a person, whose name is called so
		case rest == "", fitsName(rest, words), endsName(rest, words):
			return nameScore
		case g.words.isEntity(rest):
			return 0
		default:
			return partScore
		}
	}
	return 0
}

// fitsName tells that a name holds one of the words.
func fitsName(name string, words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(name, w) })
}

// endsName tells that one of the words ends in a name, as 载体平台 does in 平台.
func endsName(name string, words []string) bool {
	return utf8.RuneCountInString(name) > 1 && slices.ContainsFunc(words, func(w string) bool { return strings.HasSuffix(w, name) })
}

// plainName brings the writings of a name together: stock_code, Stock Code, stockCode, *代码.
func plainName(s string) string {
	s = strings.ToLower(strings.Join(strings.Fields(normalName(s)), ""))
	return strings.NewReplacer("_", "", "-", "", "*", "").Replace(s)
}

var inBrackets = regexp.MustCompile(`[(\[【<].*?[)\]】>]`)

// bareName is a plain name without what stands in brackets: a unit, a remark.
func bareName(plain string) string { return inBrackets.ReplaceAllString(plain, "") }
