package search

import (
	"slices"
	"strings"

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

// read returns the reading of a name; it is empty when no Han character is in it, since
// the name itself is then what is typed.
func read(s string) reading {
	var r reading
	var full, initials strings.Builder
	han := false
	for _, p := range pinyin.Pieces(s) {
		r.fulls = append(r.fulls, full.Len())
		r.firsts = append(r.firsts, initials.Len())
		full.WriteString(p.Text)
		if p.Han {
			han = true
			initials.WriteByte(p.Text[0])
			continue
		}
		initials.WriteString(p.Text)
	}
	if !han {
		return reading{}
	}
	r.full, r.initials = full.String(), initials.String()
	r.fulls, r.firsts = r.fulls[:min(len(r.fulls), mostStarts)], r.firsts[:min(len(r.firsts), mostStarts)]
	return r
}

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
