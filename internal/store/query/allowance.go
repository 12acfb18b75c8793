package query

import (
	"sync/atomic"

	"github.com/clustergraph/clustergraph/internal/model/fault"
)

// Allowance is how many bytes the answer to one request may still have. What is read and what
// is written are counted apart, each by an allowance of its own. Nil allows everything. It is
// safe for concurrent use.
type Allowance struct {
	most int64
	left atomic.Int64
}

// NewAllowance returns one of so many bytes; none bounds nothing.
func NewAllowance(most int64) *Allowance {
	if most <= 0 {
		return nil
	}
	a := &Allowance{most: most}
	a.left.Store(most)
	return a
}

// Take counts bytes; QUERY_TOO_COMPLEX tells that there were not so many left.
func (a *Allowance) Take(bytes int) error {
	if a == nil || a.left.Add(-int64(bytes)) >= 0 {
		return nil
	}
	return a.Refusal()
}

// Give puts back what was taken for what is not part of the answer after all.
func (a *Allowance) Give(bytes int) {
	if a != nil {
		a.left.Add(int64(bytes))
	}
}

// Left is how many bytes are left, and whether they are bounded.
func (a *Allowance) Left() (bytes int64, bounded bool) {
	if a == nil {
		return 0, false
	}
	return a.left.Load(), true
}

// Refusal is the error of an answer that would be too long.
func (a *Allowance) Refusal() error {
	return fault.New(fault.QueryTooComplex, "The answer would have more than %d bytes, the most that one request may be answered with (--max-answer). "+
		"Ask for fewer entities or fields at once, and for the rest by pages; whole lists are at /export.", a.most)
}

// Size guesses the bytes that the values of a row have in an answer: each with its key and
// punctuation.
func Size(values []any) int {
	size := 0
	for _, v := range values {
		size += around + sizeOf(v)
	}
	return size
}

// around is what a value has beside it: its key and punctuation.
const around = 16

func sizeOf(v any) int {
	switch v := v.(type) {
	case string:
		return len(v)
	case []any:
		return Size(v)
	case map[string]any:
		size := 0
		for key, member := range v {
			size += len(key) + around + sizeOf(member)
		}
		return size
	}
	return 0
}
