package alias

// Why says why a node is not in the public graph.
type Why string

// The reasons, as they are stored.
const (
	// Withheld is what must not be shown.
	Withheld Why = "WITHHELD"
	// MergedAway is what another node stands for.
	MergedAway Why = "MERGED"
	// Erased is what was removed, and is not to be recorded again.
	Erased Why = "ERASED"
)
