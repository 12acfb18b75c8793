package search

// Hostile are texts that would be syntax, or too much, were they taken as they are.
func Hostile() []string { return hostile() }
