package graph

import (
	"github.com/clustergraph/clustergraph/internal/datain/trial"
	"github.com/clustergraph/clustergraph/internal/model/fault"
)

// tableAt reads which table of a file is meant.
func tableAt(sheet *string, headerRow *int) (trial.Where, error) {
	var at trial.Where
	if sheet != nil {
		at.Sheet = *sheet
	}
	if headerRow == nil {
		return at, nil
	}
	if at.HeaderRow = *headerRow; at.HeaderRow < 1 {
		return at, fault.New(fault.BadUserInput, "headerRow counts from 1; leave it out to have the header found").At("headerRow")
	}
	return at, nil
}
