package graph

// given returns the value of an argument, or what stands for null.
func given[T any](argument *T, otherwise T) T {
	if argument == nil {
		return otherwise
	}
	return *argument
}
