package live

import (
	"strings"

	"github.com/vektah/gqlparser/v2/validator/core"

	"github.com/clustergraph/clustergraph/internal/model/fault"
)

// nearest is how many names are proposed for one that is unknown.
const nearest = 5

// unknownType refuses a name, and proposes those most like it.
func unknownType(name string, known []string, place int) error {
	near := core.SuggestionList(name, known)
	advice := "take the name of an entity, such as Company, or of a relationship, such as RUNS"
	if len(near) > 0 {
		advice = "did you mean " + strings.Join(near[:min(nearest, len(near))], ", ") + "?"
	}
	return refuse([]any{"types", place}, "there is no type %q; %s", fault.Excerpt(name), advice)
}

func unknownID(text string, place int) error {
	err := fault.NoID(text)
	err.Path = []any{"ids", place}
	return err
}
