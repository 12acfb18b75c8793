package search

import (
	"strings"

	"github.com/clustergraph/clustergraph/internal/pinyin"
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
func (r reading) is(s string) bool { return r.full != "" && (r.full == s || r.initials == s) }

// startsWith tells whether the name begins with what s reads.
func (r reading) startsWith(s string) bool {
	return strings.HasPrefix(r.full, s) || strings.HasPrefix(r.initials, s)
}

// holds tells whether s reads what stands in the name from some syllable on.
func (r reading) holds(s string) bool {
	return anyPrefix(r.full, r.fulls, s) || anyPrefix(r.initials, r.firsts, s)
}

func anyPrefix(text string, starts []int, s string) bool {
	for _, at := range starts {
		if strings.HasPrefix(text[at:], s) {
			return true
		}
	}
	return false
}
