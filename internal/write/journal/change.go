package journal

import (
	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/store/element"
	"github.com/clustergraph/clustergraph/internal/store/property"
)

// ChangeKind is what a change did to a node or relationship.
type ChangeKind string

// The kinds of changes, as they are stored and served.
const (
	ChangeCreate ChangeKind = "CREATE"
	ChangeUpdate ChangeKind = "UPDATE"
	ChangeDelete ChangeKind = "DELETE"
	// ChangeErase is a deletion of which nothing is recorded but that it was.
	ChangeErase ChangeKind = "ERASE"
)

// Author is who writes, and why, as changes tell it.
type Author struct {
	By string
	// Reverts is the key of the change that is undone, empty for none.
	Reverts string
	// Merge is the id of the merge that is done or undone, empty for none.
	Merge string
	// Reason is why, empty for none.
	Reason string
}

// setText leaves out what is empty.
func setText(change map[string]any, name, text string) {
	if text != "" {
		change[name] = text
	}
}

func setValues(change, before, after map[string]any) {
	change["before"], change["after"] = property.JSON(before), property.JSON(after)
}

// forget leaves out what mentioned somebody who was erased: the field stays named.
func forget(change map[string]any, e element.Element, before map[string]any) {
	for _, name := range property.Mentioning(e.Properties) {
		if before[name] != nil {
			before[name], change["erased"] = nil, true
		}
	}
}

// createdIn keeps which change tells of the creation of what is gone.
func createdIn(change map[string]any, e element.Element) {
	if in := e.Properties[catalog.CreatedIn]; in != nil {
		change[catalog.CreatedIn] = in
	}
}
