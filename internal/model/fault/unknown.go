package fault

import "strings"

// NoID refuses a text that is no id, in one sentence wherever that of an entity or a
// relationship is taken.
func NoID(text string) *Error {
	return New(BadUserInput, "%q is not an id of this graph; take the id of an entity, or the relationship of an edge, from an answer", Excerpt(text))
}

// NoEntityID refuses a text that is no id where that of an entity of any type is taken.
func NoEntityID(text string) *Error {
	return New(BadUserInput, "%q is not the id of an entity; take it from an answer", Excerpt(text))
}

// NoIDOf refuses a text that is no id where that of one type is taken: an entity's, or what
// else has ids, such as a change.
func NoIDOf(text, typ, prefix string) *Error {
	article := "a"
	if strings.ContainsRune("AEIOUaeiou", rune(typ[0])) {
		article = "an"
	}
	return New(BadUserInput, "%q is not an id of %s %s, such as %s_…; take it from an answer", Excerpt(text), article, typ, prefix)
}

// NoSuch refuses the id of an entity of a type of which none has it.
func NoSuch(typ, id string) *Error {
	return New(NotFound, "there is no %s with the id %s; take the id from an answer", typ, id)
}

// EmptyList refuses a list that is given, and empty, as what is wanted.
func EmptyList(argument string) *Error {
	return New(BadUserInput, "an empty list of %[1]s wants nothing; name at least one, or leave the argument out", argument).At(argument)
}
