package subgraph

import (
	"io"

	"github.com/clustergraph/clustergraph/internal/model/fault"
)

// Format is how a graph is written.
type Format string

// The formats; each is the extension of its files.
const (
	GraphML Format = "graphml"
	GEXF    Format = "gexf"
	JSON    Format = "json"
)

// writing is what there is to know of a format.
type writing struct {
	format    Format
	mediaType string
	write     func(io.Writer, *Graph) error
}

var writings = []writing{
	{GraphML, "application/graphml+xml; charset=utf-8", writeGraphML},
	{GEXF, "application/gexf+xml; charset=utf-8", writeGEXF},
	{JSON, "application/json; charset=utf-8", writeJSON},
}

func (f Format) writing() (writing, error) {
	known := make([]Format, len(writings))
	for i, w := range writings {
		if w.format == f {
			return w, nil
		}
		known[i] = w.format
	}
	return writing{}, fault.New(fault.NotFound, "graphs are written as %s, not as %q", fault.OneOf(known...), string(f))
}

// MediaType is that of the format, empty for one that does not exist.
func (f Format) MediaType() string {
	w, _ := f.writing()
	return w.mediaType
}

// Check refuses a format that does not exist.
func (f Format) Check() error {
	_, err := f.writing()
	return err
}

// Write writes the graph.
func (g *Graph) Write(w io.Writer, f Format) error {
	writing, err := f.writing()
	if err != nil {
		return err
	}
	if err := writing.write(w, g); err != nil {
		return fault.Wrap(fault.BadUserInput, err, "cannot write the graph; is the disk full")
	}
	return nil
}
