package search

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestPages(t *testing.T) {
	x := newIndex(t)
	for i := range 25 {
		x.propose(1, "Company", fmt.Sprintf("com_%02d", i), map[string]any{"name": fmt.Sprintf("望舒%02d", i)})
	}
	r := Request{Text: "望舒", First: 10}
	var ids []string
	for n := range 3 {
		page := x.page(r)
		assert.Equal(t, 25, page.Total)
		assert.Equal(t, []bool{n > 0, n < 2}, []bool{page.Before, page.Further})
		ids = append(ids, idsOf(page.Hits)...)
		r.After = page.Cursor(page.Hits[len(page.Hits)-1])
	}
	want := make([]string, 25)
	for i := range want {
		want[i] = fmt.Sprintf("com_%02d", i)
	}
	assert.Equal(t, want, ids)
	assert.Empty(t, x.page(r).Hits, "behind the last")
}

func TestAPageThatIsJustFull(t *testing.T) {
	x := newIndex(t)
	x.propose(1, "Company", "com_1", map[string]any{"name": "望舒"})
	page := x.page(Request{Text: "望舒", First: 1})
	assert.Len(t, page.Hits, 1)
	assert.False(t, page.Further)
}

// hit is one of a grade, with a name so long and a score of the index.
func hit(id string, g grade, length int, lucene float64) Hit {
	return Hit{ID: id, place: place{g, length, lucene, id}}
}

func TestBehind(t *testing.T) {
	hits := []Hit{hit("a", exactName, 2, 1), hit("c", nameStart, 3, 5), hit("b", nameStart, 4, 7), hit("d", nameStart, 4, 6), hit("e", nameStart, 4, 6)}
	tests := []struct {
		name  string
		after place
		want  int
	}{
		{"the hit itself", place{nameStart, 4, 7, "b"}, 3},
		{"the hit, of which the index thinks otherwise now", place{proseHolds, 9, 0, "a"}, 1},
		{"one that is gone, by its grade", place{exactAlias, 2, 1, "x"}, 1},
		{"one that is gone, by the length of its name", place{nameStart, 3, 1, "x"}, 2},
		{"one that is gone, by the index's score", place{nameStart, 4, 6.5, "x"}, 3},
		{"one that is gone, by its id", place{nameStart, 4, 6, "dd"}, 4},
		{"one that is gone, at the end", place{nameStart, 4, 6, "x"}, 5},
		{"one that is gone, at the beginning", place{exactName, 1, 1, "x"}, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) { assert.Equal(t, tt.want, behind(hits, tt.after)) })
	}
}

func TestCountTypes(t *testing.T) {
	hits := []Hit{{Entity: "Person"}, {Entity: "Project"}, {Entity: "Company"}, {Entity: "Project"}}
	assert.Equal(t, []TypeCount{{"Project", 2}, {"Company", 1}, {"Person", 1}}, countTypes(hits))
	assert.Empty(t, countTypes(nil))
}
