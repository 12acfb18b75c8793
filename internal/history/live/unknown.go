package live

import "github.com/clustergraph/clustergraph/internal/model/fault"

func unknownID(text string, place int) error {
	return fault.NoID(text).At("ids", place)
}
