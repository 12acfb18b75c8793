package support

import (
	"time"
)

// Pace is the time between two looks of a test at what others do.
const Pace = 20 * time.Millisecond

// Patience bounds the wait for what another process does.
const Patience = 30 * time.Second
