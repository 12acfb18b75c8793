// Package model holds the Go types of answers: the compiled value that writes itself,
// and the types of hand-written answers.
package model

import (
	"errors"
	"io"
)

// Value is a compiled answer: JSON that the compiler wrote as the request selected it.
type Value struct{ JSON []byte }

// MarshalGQL writes the answer.
func (v *Value) MarshalGQL(w io.Writer) {
	// The executor's writer is a buffer in memory, which takes everything.
	_, _ = w.Write(v.JSON)
}

// UnmarshalGQL refuses: a compiled answer is never an input.
func (v *Value) UnmarshalGQL(any) error { return errors.New("a compiled answer cannot be an input") }
