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

// ParseCursor reads what String wrote, and cursors of histories; nothing is the beginning.
func ParseCursor(s string) (Cursor, error) {
	if s == "" {
		return Cursor{}, nil
	}
	if _, behind, err := parseHistoryCursor(s); err == nil {
		return behind, nil
	}
	var c Cursor
	raw, err := base64.RawURLEncoding.DecodeString(s)
	if err == nil {
		_, err = fmt.Sscanf(string(raw), "f%d.%d", &c.position, &c.place)
	}
	if err != nil || c.position < 0 || c.place < 0 || c.String() != s {
		return Cursor{}, &fault.Error{
			Code: fault.BadUserInput, Message: "this is no cursor of the list of changes; pass the endCursor of a page, or leave it out", Path: []any{"after"},
		}
	}
	return c, nil
}

// Before is the cursor before the change with a position.
func Before(position int64) Cursor { return Cursor{position: position} }

// Position is that of the change whose entries lie behind the cursor first.
func (c Cursor) Position() int64 { return c.position }

// Inside tells that the cursor lies between the entries of one change.
func (c Cursor) Inside() bool { return c.place > 0 }
