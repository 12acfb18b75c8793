package feed

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/model/fault"
)

func TestCursorsAreReadBack(t *testing.T) {
	for _, c := range []Cursor{{}, {position: 1}, {position: 1 << 60, place: 4_999}} {
		got, err := ParseCursor(c.String())
		require.NoError(t, err)
		assert.Equal(t, c, got)
	}
	got, err := ParseCursor("")
	require.NoError(t, err)
	assert.Equal(t, Cursor{}, got)
}

func TestCursorsOfHistoriesLeadIntoTheFeed(t *testing.T) {
	for _, c := range []Cursor{{position: 2}, {position: 1 << 60, place: 4_999}} {
		text := historyCursor(7, c)
		n, behind, err := parseHistoryCursor(text)
		require.NoError(t, err)
		assert.Equal(t, 7, n)
		assert.Equal(t, c, behind)
		got, err := ParseCursor(text)
		require.NoError(t, err)
		assert.Equal(t, c, got)
		_, _, err = parseHistoryCursor(c.String())
		assert.Equal(t, fault.BadUserInput, fault.CodeOf(err), "a history does not take a cursor of the feed")
		_, err = ParseCursor(text + "A")
		assert.Equal(t, fault.BadUserInput, fault.CodeOf(err))
	}
}

func TestParseCursorRefuses(t *testing.T) {
	for name, s := range map[string]string{
		"no base 64": "%", "other text": "eA", "negative": "Zi0xLjA", "trailing": Cursor{position: 1}.String() + "AAAA", "a space": " " + Cursor{}.String(),
	} {
		t.Run(name, func(t *testing.T) {
			_, err := ParseCursor(s)
			assert.Equal(t, fault.BadUserInput, fault.CodeOf(err))
		})
	}
}

func TestSpans(t *testing.T) {
	single := func(position int64) change { return change{Entry: Entry{Position: position}, count: 1} }
	batch := func(position int64, count int) change { return change{Entry: Entry{Position: position}, count: count} }
	tests := []struct {
		name    string
		changes []change
		after   Cursor
		limit   int
		want    [][3]int
	}{
		{"whole", []change{single(1), batch(2, 3)}, Cursor{}, 10, [][3]int{{1, 0, 1}, {2, 0, 3}}},
		{"cut within a batch", []change{single(1), batch(2, 3), single(3)}, Cursor{}, 2, [][3]int{{1, 0, 1}, {2, 0, 1}}},
		{"from within a batch", []change{batch(2, 3), single(3)}, Cursor{position: 2, place: 1}, 10, [][3]int{{2, 1, 3}, {3, 0, 1}}},
		{"a place behind its batch", []change{batch(2, 3), single(3)}, Cursor{position: 2, place: 9}, 10, [][3]int{{3, 0, 1}}},
		{"nothing", nil, Cursor{position: 9}, 10, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got [][3]int
			for _, s := range spans(tt.changes, tt.after, tt.limit) {
				got = append(got, [3]int{int(s.Position), s.first, s.end})
			}
			assert.Equal(t, tt.want, got)
		})
	}
}

func TestUnbrokenStopsAtAGap(t *testing.T) {
	at := func(positions ...int64) []change {
		var list []change
		for _, p := range positions {
			list = append(list, change{Entry: Entry{Position: p}})
		}
		return list
	}
	assert.Len(t, unbroken(at(3, 4, 5), 3), 3)
	assert.Len(t, unbroken(at(3, 5, 6), 3), 1)
	assert.Empty(t, unbroken(at(4, 5), 3))
}
