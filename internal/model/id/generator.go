package id

import (
	"errors"
	"io"
	"strings"
	"sync"
	"time"

	"github.com/oklog/ulid/v2"
)

// Generator makes ids. Ids with one prefix from one generator sort in the order in
// which they were made, within a millisecond and when the clock steps back too.
// It is safe for concurrent use.
type Generator struct {
	clock   func() time.Time
	mu      sync.Mutex
	entropy *ulid.MonotonicEntropy
	last    uint64 // milliseconds of the newest id
}

// NewGenerator returns a generator that takes the time from clock and 80 bits
// for each id from random, which is crypto/rand.Reader outside tests.
func NewGenerator(clock func() time.Time, random io.Reader) *Generator {
	return &Generator{clock: clock, entropy: ulid.Monotonic(random, 0)}
}

// New returns a new id: the prefix, an underscore, and a ULID in lower case. The
// prefix is one or more of a–z and 0–9, a letter first. New panics when random
// fails, since nothing that needs an id can go on.
func (g *Generator) New(prefix string) string {
	return prefix + "_" + strings.ToLower(g.next().String())
}

func (g *Generator) next() ulid.ULID {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.last = max(g.last, ulid.Timestamp(g.clock()))
	value, err := ulid.New(g.last, g.entropy)
	if errors.Is(err, ulid.ErrMonotonicOverflow) {
		// The random part of this millisecond is used up: borrow the next one.
		g.last++
		value, err = ulid.New(g.last, g.entropy)
	}
	if err != nil {
		panic("id: cannot make an id: " + err.Error())
	}
	return value
}
