package main

import (
	"bufio"
	"context"
	"io"
	"log/slog"
	"sync"
	"time"
)

// logPause is how long lines of the log wait for others, to be written together.
const logPause = 100 * time.Millisecond

// newLogger returns a logger that writes lines together, since a call of the system for each
// request takes a busy service some per cent of its throughput. Warnings and errors do not
// wait. Flush writes what waits; it must be called at the end.
func newLogger(out io.Writer, verbose bool) (log *slog.Logger, flush func()) {
	level := slog.LevelInfo
	if verbose {
		level = slog.LevelDebug
	}
	lines := &lines{out: bufio.NewWriterSize(out, 1<<16)}
	return slog.New(promptly{slog.NewTextHandler(lines, &slog.HandlerOptions{Level: level}), lines}), lines.flush
}

// lines are those of the log that wait to be written. It is safe for concurrent use.
type lines struct {
	mu      sync.Mutex
	out     *bufio.Writer
	waiting bool
}

// Write takes a line.
func (l *lines) Write(line []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if !l.waiting {
		l.waiting = true
		time.AfterFunc(logPause, l.flush)
	}
	return l.out.Write(line)
}

func (l *lines) flush() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.waiting = false
	_ = l.out.Flush() // there is nowhere to say that the log cannot be written
}

// promptly writes what is more than information at once.
type promptly struct {
	slog.Handler
	lines *lines
}

// Handle writes a record.
func (p promptly) Handle(ctx context.Context, r slog.Record) error {
	err := p.Handler.Handle(ctx, r)
	if r.Level > slog.LevelInfo {
		p.lines.flush()
	}
	return err
}

// WithAttrs returns a handler that adds attributes.
func (p promptly) WithAttrs(attrs []slog.Attr) slog.Handler {
	return promptly{p.Handler.WithAttrs(attrs), p.lines}
}

// WithGroup returns a handler that adds a group.
func (p promptly) WithGroup(name string) slog.Handler {
	return promptly{p.Handler.WithGroup(name), p.lines}
}
