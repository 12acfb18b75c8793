package live

import (
	"log/slog"
	"time"
)

// Options are bounds; zero values stand for the defaults.
type Options struct {
	// Most is the number of subscriptions at a time; 2,000.
	Most int
	// Pause is the time between two looks at the feed; 200 ms.
	Pause time.Duration
	// Readers is how many reads for subscribers run at a time, so that they leave the
	// database to the others; 4.
	Readers int
	// ReadTimeout bounds one of these reads; 10 s.
	ReadTimeout time.Duration
	// Kept bounds the ring, in changes; 4,096. It is bounded in bytes too.
	Kept int
	Log  *slog.Logger
}

// keptBytes bounds the changes in the ring.
const keptBytes = 8 << 20

func (o Options) withDefaults() Options {
	o.Most = orDefault(o.Most, 2_000)
	o.Pause = orDefault(o.Pause, 200*time.Millisecond)
	o.Readers = orDefault(o.Readers, 4)
	o.ReadTimeout = orDefault(o.ReadTimeout, 10*time.Second)
	o.Kept = orDefault(o.Kept, 4_096)
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	return o
}

func orDefault[T int | time.Duration](value, standard T) T {
	if value <= 0 {
		return standard
	}
	return value
}
