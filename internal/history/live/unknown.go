package live

import "github.com/clustergraph/clustergraph/internal/model/fault"

func unknownID(text string, place int) error {
	err := fault.NoID(text)
	err.Path = []any{"ids", place}
	return err
}
