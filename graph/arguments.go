package graph

// isTrue reads an optional argument; null is false.
func isTrue(b *bool) bool { return b != nil && *b }
