package fault

// NoID refuses a text that is no id, in one sentence wherever one is given.
func NoID(text string) *Error {
	return New(BadUserInput, "%q is not an id of this graph; take the id of an entity, or the relationship of an edge, from an answer", Excerpt(text))
}

// EmptyList refuses a list that is given, and empty, as what is wanted.
func EmptyList(argument string) *Error {
	err := New(BadUserInput, "an empty list of %[1]s wants nothing; name at least one, or leave the argument out", argument)
	err.Path = []any{argument}
	return err
}
