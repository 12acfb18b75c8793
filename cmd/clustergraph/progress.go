package main

import (
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/clustergraph/clustergraph/internal/datain/ingest"
)

const (
	barWidth = 24
	// barEvery and lineEvery are how often progress is shown, on a terminal and elsewhere.
	barEvery  = 100 * time.Millisecond
	lineEvery = 5 * time.Second
)

// progressBar tells how far an import is: a bar on a terminal, now and then a line elsewhere.
type progressBar struct {
	out      *os.File
	terminal bool
	began    time.Time
	shown    time.Time
	// firstRows and firstDone are what an earlier run had done.
	firstRows int
	firstDone int64
	started   bool
}

func newProgressBar(out *os.File) *progressBar {
	return &progressBar{out: out, terminal: isTerminal(out), began: time.Now()}
}

func isTerminal(out *os.File) bool {
	info, err := out.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

func (b *progressBar) show(p ingest.Progress) {
	now := time.Now()
	if !b.started {
		b.start(p)
	}
	every := lineEvery
	if b.terminal {
		every = barEvery
	}
	if now.Sub(b.shown) < every {
		return
	}
	b.shown = now
	text := progressText(p, b.firstRows, b.firstDone, now.Sub(b.began))
	if b.terminal {
		fmt.Fprintf(b.out, "\r\x1b[K%s %s", bar(p), text)
		return
	}
	fmt.Fprintln(b.out, text)
}

func (b *progressBar) start(p ingest.Progress) {
	b.started = true
	r := p.Report.Resumed
	if r == nil {
		return
	}
	b.firstRows, b.firstDone = p.Report.Rows, p.Done
	fmt.Fprintf(b.out, "going on in %s after line %d, where an earlier import stopped; --restart starts over\n", r.File, r.Line)
}

func (b *progressBar) end() {
	if b.terminal && b.started {
		fmt.Fprint(b.out, "\r\x1b[K")
	}
}

func bar(p ingest.Progress) string {
	full := 0
	if p.Total > 0 {
		full = int(min(p.Done, p.Total) * barWidth / p.Total)
	}
	return "[" + strings.Repeat("#", full) + strings.Repeat(".", barWidth-full) + "]"
}

// progressText is rows, rate, bytes and the time left, as far as known, after the time took.
func progressText(p ingest.Progress, firstRows int, firstDone int64, took time.Duration) string {
	rate := float64(p.Report.Rows-firstRows) / max(took.Seconds(), 0.001)
	text := fmt.Sprintf("%s: %d rows, %d rejected, %.0f rows/s, %s of %s", p.File, p.Report.Rows, p.Report.Rejected, rate, megabytes(p.Done), megabytes(p.Total))
	if done := p.Done - firstDone; done > 0 && p.Total >= p.Done {
		left := time.Duration(float64(took) * float64(p.Total-p.Done) / float64(done))
		text += ", " + left.Round(time.Second).String() + " left"
	}
	return text
}

func megabytes(n int64) string { return fmt.Sprintf("%.1f MB", float64(n)/1e6) }
