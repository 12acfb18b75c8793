// Package aside takes nodes out of the public graph and puts them back, and knows where the ids
// and keys of what is aside lead: to what stands for it since a merge, or to nothing where it is
// withheld. What was erased is known here too, since a key that must not be recorded again is
// looked up together with the others. It imports catalog, element, fault, neo, property and
// query.
package aside
