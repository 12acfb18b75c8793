package subgraph

import (
	"io"

	"github.com/clustergraph/clustergraph/internal/dataout/format"
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

type writer = func(io.Writer, *Graph) error

var formats = format.Table[writer]{What: "graphs", Formats: []format.Format[writer]{
	{Name: string(GraphML), MediaType: "application/graphml+xml; charset=utf-8", Write: writeGraphML},
	{Name: string(GEXF), MediaType: "application/gexf+xml; charset=utf-8", Write: writeGEXF},
	{Name: string(JSON), MediaType: "application/json; charset=utf-8", Write: writeJSON},
}}

// MediaType is that of the format, empty for one that does not exist.
func (f Format) MediaType() string {
	found, _ := formats.Find(string(f))
	return found.MediaType
}

// Check refuses a format that does not exist.
func (f Format) Check() error {
	_, err := formats.Find(string(f))
	return err
}

// Write writes the graph.
func (g *Graph) Write(w io.Writer, f Format) error {
	found, err := formats.Find(string(f))
	if err != nil {
		return err
	}
	if err := found.Write(w, g); err != nil {
		return fault.Wrap(fault.BadUserInput, err, "cannot write the graph; is the disk full")
	}
	return nil
}
