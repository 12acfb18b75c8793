package fault

// NoID refuses a text that is no id, in one sentence wherever one is given.
func NoID(text string) *Error {
	return New(BadUserInput, "%q is not an id of this graph; take the id of an entity, or the relationship of an edge, from an answer", Excerpt(text))
}
