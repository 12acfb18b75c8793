package id_test

import (
	"bytes"
	"crypto/rand"
	"errors"
	"io"
	mathrand "math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/iotest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/clustergraph/clustergraph/internal/model/id"
)

func seeded(seed byte) io.Reader { return mathrand.NewChaCha8([32]byte{seed}) }

func fixed(ms int64) func() time.Time { return func() time.Time { return time.UnixMilli(ms) } }

func TestNewHasTheForm(t *testing.T) {
	g := id.NewGenerator(fixed(1_644_543_000_123), bytes.NewReader(make([]byte, 10)))
	got := g.New("com")
	assert.Equal(t, "com_01fvk6dfhv0000000000000000", got)
	prefix, ok := id.Prefix(got)
	assert.True(t, ok)
	assert.Equal(t, "com", prefix)
	assert.True(t, id.Valid(got, "com"))
	assert.False(t, id.Valid(got, "per"))
}

func TestPrefixRefuses(t *testing.T) {
	const value = "01fvjsm7kv0000000000000000"
	for name, s := range map[string]string{
		"nothing":            "",
		"no prefix":          value,
		"empty prefix":       "_" + value,
		"capital prefix":     "Com_" + value,
		"digit first":        "1com_" + value,
		"two underscores":    "com__" + value,
		"underscore inside":  "a_b_" + value,
		"Han prefix":         "企_" + value,
		"capitals":           "com_" + strings.ToUpper(value),
		"letter i":           "com_0ifvjsm7kv0000000000000000",
		"letter l":           "com_0lfvjsm7kv0000000000000000",
		"letter o":           "com_0ofvjsm7kv0000000000000000",
		"letter u":           "com_0ufvjsm7kv0000000000000000",
		"more than 128 bits": "com_81fvjsm7kv0000000000000000",
		"short":              "com_" + value[1:],
		"long":               "com_" + value + "0",
		"space":              "com_" + value + " ",
		"not ASCII":          "com_01fvjsm7kv00000000000000é",
	} {
		t.Run(name, func(t *testing.T) {
			prefix, ok := id.Prefix(s)
			assert.False(t, ok)
			assert.Empty(t, prefix)
			assert.False(t, id.Valid(s, "com"))
		})
	}
}

// The clock may stand still, run, or step back: the ids of a generator still sort
// as they were made, and no two are alike.
func TestIdsSortAsMade(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		ms := rapid.Int64Range(0, 1<<47).Draw(t, "start")
		steps := rapid.SliceOfN(rapid.Int64Range(-50, 50), 2, 100).Draw(t, "steps")
		prefix := rapid.StringMatching(`[a-z][a-z0-9]{0,6}`).Draw(t, "prefix")
		now := ms
		g := id.NewGenerator(func() time.Time { return time.UnixMilli(max(now, 0)) }, seeded(rapid.Byte().Draw(t, "seed")))
		previous := ""
		for _, step := range steps {
			now += step
			next := g.New(prefix)
			assert.True(t, id.Valid(next, prefix), next)
			assert.Greater(t, next, previous)
			previous = next
		}
	})
}

// Later generators sort after earlier ones when the clock has moved on.
func TestIdsSortByTime(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := rapid.Int64Range(0, 1<<47).Draw(t, "a")
		b := rapid.Int64Range(a+1, 1<<47+1).Draw(t, "b")
		seed := rapid.Byte().Draw(t, "seed")
		assert.Less(t, id.NewGenerator(fixed(a), seeded(seed)).New("com"), id.NewGenerator(fixed(b), seeded(^seed)).New("com"))
	})
}

// A random part at its end carries over into the next millisecond.
func TestOverflowKeepsTheOrder(t *testing.T) {
	full := bytes.NewReader(bytes.Repeat([]byte{0xFF}, 10))
	g := id.NewGenerator(fixed(1000), io.MultiReader(full, seeded(1)))
	first := g.New("com")
	assert.Equal(t, "com_00000000z8zzzzzzzzzzzzzzzz", first)
	second, third := g.New("com"), g.New("com")
	assert.True(t, strings.HasPrefix(second, "com_00000000z9"), second)
	assert.Greater(t, third, second)
}

func TestConcurrentIdsAreDistinct(t *testing.T) {
	const workers, each = 8, 1000
	g := id.NewGenerator(time.Now, rand.Reader)
	made := make([][]string, workers)
	var wg sync.WaitGroup
	for w := range workers {
		wg.Go(func() {
			for range each {
				made[w] = append(made[w], g.New("prj"))
			}
		})
	}
	wg.Wait()
	for _, ids := range made {
		assert.True(t, slices.IsSorted(ids), "the ids of each worker rise")
	}
	all := slices.Concat(made...)
	slices.Sort(all)
	assert.Len(t, slices.Compact(all), workers*each)
}

func TestNewPanicsWithoutRandomness(t *testing.T) {
	g := id.NewGenerator(fixed(0), iotest.ErrReader(errors.New("no randomness")))
	require.PanicsWithValue(t, "id: cannot make an id: no randomness", func() { g.New("com") })
}

func FuzzPrefix(f *testing.F) {
	f.Add("com_01fvjsm7kv0000000000000000")
	f.Add("com_")
	f.Fuzz(func(t *testing.T, s string) {
		if prefix, ok := id.Prefix(s); ok {
			assert.Len(t, s, len(prefix)+1+26)
			assert.True(t, id.Valid(s, prefix))
		}
	})
}

func BenchmarkNew(b *testing.B) {
	g := id.NewGenerator(time.Now, rand.Reader)
	b.ReportAllocs()
	for b.Loop() {
		g.New("com")
	}
}
