package table

import "encoding/json"

// Unreadable stands in Row.Values for a cell that cannot be read: only who reads its column
// has to know. Text is what stands there, as far as it can be shown; Reason names the cell
// and says what is wrong.
type Unreadable struct {
	Text, Reason string
	// Merged tells that the cell is merged with those above it.
	Merged bool
}

// Unreadable returns what stands in the cell and why it cannot be used.
func (u Unreadable) Unreadable() (text, reason string) { return u.Text, u.Reason }

// FromAbove tells that the cell is merged with those above it.
func (u Unreadable) FromAbove() bool { return u.Merged }

// MarshalJSON writes what stands in the cell.
func (u Unreadable) MarshalJSON() ([]byte, error) { return json.Marshal(u.Text) }
