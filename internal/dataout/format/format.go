package format

import "github.com/clustergraph/clustergraph/internal/model/fault"

// Format is one way to write something.
type Format[W any] struct {
	// Name is the extension of its files.
	Name      string
	MediaType string
	// Write is what writes it.
	Write W
}

// Table are the formats of one thing.
type Table[W any] struct {
	// What is written, in the plural: tables.
	What    string
	Formats []Format[W]
}

// Find returns a format; NOT_FOUND names those that there are.
func (t Table[W]) Find(name string) (Format[W], error) {
	known := make([]string, len(t.Formats))
	for i, f := range t.Formats {
		if f.Name == name {
			return f, nil
		}
		known[i] = f.Name
	}
	return Format[W]{}, fault.New(fault.NotFound, "%s are written as %s, not as %q", t.What, fault.OneOf(known...), name)
}
