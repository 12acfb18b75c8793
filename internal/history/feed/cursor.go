package feed

import (
	"encoding/base64"
	"fmt"

	"github.com/clustergraph/clustergraph/internal/model/fault"
)

// Cursor is a place in the feed, before an entry. The zero value is its beginning.
type Cursor struct {
	// position is that of the next change, place the next entry within it.
	position int64
	place    int
}

// String is the opaque text of the cursor.
func (c Cursor) String() string {
	return base64.RawURLEncoding.EncodeToString(fmt.Appendf(nil, "f%d.%d", c.position, c.place))
}

// newestForm is that of a cursor of a list with the newest first: the places before and behind an
// entry, for the list goes on before it, and the feed behind it.
const newestForm = "n%d.%d@%d.%d"

func newestCursor(before, behind Cursor) string {
	return base64.RawURLEncoding.EncodeToString(fmt.Appendf(nil, newestForm, before.position, before.place, behind.position, behind.place))
}

func parseNewestCursor(s string) (before, behind Cursor, ok bool) {
	raw, err := base64.RawURLEncoding.DecodeString(s)
	if err == nil {
		_, err = fmt.Sscanf(string(raw), newestForm, &before.position, &before.place, &behind.position, &behind.place)
	}
	sound := min(before.position, behind.position) >= 0 && min(before.place, behind.place) >= 0
	return before, behind, err == nil && sound && newestCursor(before, behind) == s
}

// ParseEnd reads where a list with the newest first goes on: before the entry of a cursor of its
// own, and before the place of another one.
func ParseEnd(s string) (Cursor, error) {
	if before, _, is := parseNewestCursor(s); is {
		return before, nil
	}
	return ParseCursor(s)
}

// ParseCursor reads what String wrote, and cursors of histories and of lists with the newest first;
// nothing is the beginning.
func ParseCursor(s string) (Cursor, error) {
	if s == "" {
		return Cursor{}, nil
	}
	if _, behind, err := parseHistoryCursor(s); err == nil {
		return behind, nil
	}
	if _, behind, is := parseNewestCursor(s); is {
		return behind, nil
	}
	var c Cursor
	raw, err := base64.RawURLEncoding.DecodeString(s)
	if err == nil {
		_, err = fmt.Sscanf(string(raw), "f%d.%d", &c.position, &c.place)
	}
	if err != nil || c.position < 0 || c.place < 0 || c.String() != s {
		return Cursor{}, fault.New(fault.BadUserInput, "this is no cursor of the list of changes; pass the endCursor of a page, or leave it out").At("after")
	}
	return c, nil
}

// Before is the cursor before the change with a position.
func Before(position int64) Cursor { return Cursor{position: position} }

// Position is that of the change whose entries lie behind the cursor first.
func (c Cursor) Position() int64 { return c.position }

// Inside tells that the cursor lies between the entries of one change.
func (c Cursor) Inside() bool { return c.place > 0 }
