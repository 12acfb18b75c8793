package mapping

import (
	"bytes"
	"errors"
	"io"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/clustergraph/clustergraph/internal/model/fault"
)

const (
	// maxText bounds a mapping, in bytes.
	maxText = 1 << 20
	// maxDepth bounds how deep a mapping nests.
	maxDepth = 40
	// maxNodes bounds how large a mapping becomes when its aliases are followed. No
	// sensible text of maxText bytes comes near it, and a machine walks it at once.
	maxNodes = 200_000
)

// parseTree reads one YAML document. Aliases are not copied: the tree points to what they
// stand for, and its size is counted as if they were copied before anything walks it.
func parseTree(text []byte) (*yaml.Node, error) {
	if len(text) > maxText {
		return nil, fault.New(fault.BadUserInput, "the mapping is %d bytes long, at most %d are read; the rows belong into files of their own", len(text), maxText)
	}
	d := yaml.NewDecoder(bytes.NewReader(text))
	var doc, next yaml.Node
	switch err := d.Decode(&doc); {
	case errors.Is(err, io.EOF), err == nil && len(doc.Content) == 0:
		return nil, fault.New(fault.BadUserInput, "the mapping is empty; begin with version: 1")
	case err != nil:
		return nil, notYAML(err)
	}
	switch err := d.Decode(&next); {
	case err == nil:
		return nil, fault.New(fault.BadUserInput, "%d:%d: a second document begins here; a mapping is one document, without ---", next.Line, next.Column)
	case !errors.Is(err, io.EOF):
		return nil, notYAML(err)
	}
	root := doc.Content[0]
	budget := maxNodes
	if err := measure(root, 0, &budget); err != nil {
		return nil, err
	}
	return root, nil
}

func notYAML(err error) error {
	return fault.New(fault.BadUserInput, "the mapping is no YAML: %s", strings.TrimPrefix(err.Error(), "yaml: "))
}

// measure counts the nodes with aliases followed. It ends early, so that neither a few
// lines that expand to billions of nodes nor an alias of itself cost anything.
func measure(n *yaml.Node, depth int, budget *int) error {
	*budget--
	switch {
	case *budget < 0:
		return fault.New(fault.BadUserInput, "%d:%d: the mapping grows beyond %d entries here; write out what the aliases (*name) repeat", n.Line, n.Column, maxNodes)
	case depth > maxDepth:
		return fault.New(fault.BadUserInput, "%d:%d: the mapping nests deeper than %d levels here", n.Line, n.Column, maxDepth)
	case n.Kind == yaml.AliasNode:
		return measure(n.Alias, depth+1, budget)
	}
	for _, c := range n.Content {
		if err := measure(c, depth+1, budget); err != nil {
			return err
		}
	}
	return nil
}

// resolve follows aliases; measure has made sure that they end.
func resolve(n *yaml.Node) *yaml.Node {
	for n.Kind == yaml.AliasNode {
		n = n.Alias
	}
	return n
}
