package search

import (
	"slices"
	"strings"

	"github.com/clustergraph/clustergraph/internal/model/canon"
	"github.com/clustergraph/clustergraph/internal/model/hanzi"
	"github.com/clustergraph/clustergraph/internal/model/pinyin"
)

// mostStarts bounds at how many syllables of a name a reading may start.
const mostStarts = 64

// reading is how a name is typed in Latin letters: in full and by initials, from each
// syllable on. 张家港 is zhangjiagang, jiagang, gang and zjg, jg, g.
type reading struct {
	full, initials string
	// fulls and firsts are the places in full and initials where a syllable begins.
	fulls, firsts []int
}

// readings are the ways in which a name may be read.
type readings []reading

// read returns the readings of a name: none when no Han character is in it, since the name itself
// is then what is typed.
func read(s string) readings {
	var all readings
	for _, pieces := range pinyin.Readings(hanzi.Simplified(canon.Visible(s))) {
		if slices.ContainsFunc(pieces, func(p pinyin.Piece) bool { return p.Han }) {
			all = append(all, readingOf(pieces))
		}
	}
	return all
}

func readingOf(pieces []pinyin.Piece) reading {
	var r reading
	var full, initials strings.Builder
	for _, p := range pieces {
		r.fulls = append(r.fulls, full.Len())
		r.firsts = append(r.firsts, initials.Len())
		if p.Han {
			full.WriteString(typed(p.Text))
			initials.WriteByte(p.Text[0])
			continue
		}
		full.WriteString(p.Text)
		initials.WriteString(p.Text)
	}
	r.full, r.initials = full.String(), initials.String()
	r.fulls, r.firsts = r.fulls[:min(len(r.fulls), mostStarts)], r.firsts[:min(len(r.firsts), mostStarts)]
	return r
}

// typed is pinyin with ü, which is typed as ü, as v and as u, as u.
func typed(s string) string {
	return strings.ReplaceAll(strings.ReplaceAll(s, "lv", "lu"), "nv", "nu")
}

func (all readings) is(s folded) bool {
	return slices.ContainsFunc(all, func(r reading) bool { return r.is(s) })
}

func (all readings) startsWith(s folded) bool {
	return slices.ContainsFunc(all, func(r reading) bool { return r.startsWith(s) })
}

func (all readings) holds(s folded) bool {
	return slices.ContainsFunc(all, func(r reading) bool { return r.holds(s) })
}

// sounds tells whether whole syllables of the name in a row read s, whose starts are those of its
// syllables.
func (all readings) sounds(s folded) bool {
	return slices.ContainsFunc(all, func(r reading) bool {
		return r.from(func(at int) bool {
			end := at + len(s.text)
			_, whole := slices.BinarySearch(r.fulls, end)
			return strings.HasPrefix(r.full[at:], s.text) && (whole || end == len(r.full)) && bordered(r.fulls, at, s)
		})
	})
}

// nearly tells whether s with one mistake reads what stands in the name from some syllable on.
func (all readings) nearly(s string) bool {
	return slices.ContainsFunc(all, func(r reading) bool {
		return r.from(func(at int) bool { return misspells(s, r.full[at:]) })
	})
}

// from tells whether something holds from some syllable on.
func (r reading) from(holds func(at int) bool) bool { return slices.ContainsFunc(r.fulls, holds) }

// is tells whether s is the whole name, in full or by initials.
func (r reading) is(s folded) bool {
	return r.full == s.text && bordered(r.fulls, 0, s) || r.initials == s.text && bordered(r.firsts, 0, s)
}

// startsWith tells whether the name begins with what s reads.
func (r reading) startsWith(s folded) bool {
	return strings.HasPrefix(r.full, s.text) && bordered(r.fulls, 0, s) ||
		strings.HasPrefix(r.initials, s.text) && bordered(r.firsts, 0, s)
}

// holds tells whether s reads what stands in the name from some syllable on.
func (r reading) holds(s folded) bool {
	return anyPrefix(r.full, r.fulls, s) || anyPrefix(r.initials, r.firsts, s)
}

func anyPrefix(text string, starts []int, s folded) bool {
	for _, at := range starts {
		if strings.HasPrefix(text[at:], s.text) && bordered(starts, at, s) {
			return true
		}
	}
	return false
}

// bordered tells whether the words of s begin where syllables do: xi'an is 西安, never 先.
func bordered(starts []int, at int, s folded) bool {
	for _, start := range s.starts {
		if _, found := slices.BinarySearch(starts, at+start); !found {
			return false
		}
	}
	return true
}
