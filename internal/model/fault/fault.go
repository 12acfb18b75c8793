package fault

import (
	"errors"
	"fmt"
)

// Error is an error with a code. Message is for the client and says what to do;
// the cause is for the log only.
type Error struct {
	Code    Code
	Message string
	// Path goes from the argument to the value at fault, e.g. ["where", "name", "eq"]; may be nil.
	Path []any
	// Details are further extensions of the GraphQL error, such as what a conflict is with; may be nil.
	Details map[string]any
	cause   error
}

// MayHaveTakenEffect is the member of Details that says of an error of a write whether what was
// written may have taken effect all the same; it is false where it is known not to have.
const MayHaveTakenEffect = "mayHaveTakenEffect"

// New returns an error with a message for the client.
func New(code Code, format string, args ...any) *Error {
	return &Error{Code: code, Message: fmt.Sprintf(format, args...)}
}

// Wrap returns an error that keeps cause for the log.
func Wrap(code Code, cause error, format string, args ...any) *Error {
	return &Error{Code: code, Message: fmt.Sprintf(format, args...), cause: cause}
}

// At gives the error the path from an argument to what is at fault, and returns it.
func (e *Error) At(path ...any) *Error {
	e.Path = path
	return e
}

// At gives an error the path from an argument to what is at fault, where it is an Error.
func At(err error, path ...any) error {
	if e, isFault := errors.AsType[*Error](err); isFault {
		e.Path = path
	}
	return err
}

func (e *Error) Error() string {
	if e.cause != nil {
		return e.Message + ": " + e.cause.Error()
	}
	return e.Message
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.cause }

// CodeOf returns the code of the first Error in err's chain, Internal when there is none.
func CodeOf(err error) Code {
	if e, ok := errors.AsType[*Error](err); ok {
		return e.Code
	}
	return Internal
}
