package background

import (
	"fmt"
	"log/slog"
	"runtime/debug"

	"github.com/clustergraph/clustergraph/internal/model/fault"
)

// Panic is the cause of an error of work that panicked.
type Panic struct {
	Value any
	// Stack is that of the goroutine, for the log.
	Stack []byte
}

// Error has the stack, since it is read in the log only.
func (p *Panic) Error() string { return fmt.Sprintf("panic: %v\n%s", p.Value, p.Stack) }

// Do runs work. A panic becomes an INTERNAL error whose cause is a *Panic.
func Do(work func() error) (err error) {
	defer func() {
		if value := recover(); value != nil {
			err = fault.Wrap(fault.Internal, &Panic{Value: value, Stack: debug.Stack()}, "something went wrong in the service; the log holds the cause")
		}
	}()
	return work()
}

// Run runs work beside the caller, and sends how it ended, once. Nobody needs to receive it.
func Run(work func() error) <-chan error {
	ended := make(chan error, 1)
	go func() { ended <- Do(work) }()
	return ended
}

// Go runs work beside the caller that has nothing to return: an error is logged, as is a panic,
// under the name of what it is. The channel it returns is closed when the work has ended.
func Go(log *slog.Logger, name string, work func() error) <-chan struct{} {
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		if err := Do(work); err != nil {
			log.Error("work in the background failed", "work", name, "cause", err)
		}
	}()
	return ended
}
