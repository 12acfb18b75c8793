package feed

import (
	"strings"

	"github.com/vektah/gqlparser/v2/validator/core"

	"github.com/clustergraph/clustergraph/internal/model/fault"
)

// nearest is how many names are proposed for one that is unknown.
const nearest = 5

// UnknownType refuses a name at its place in the argument types, and proposes those most like it.
func UnknownType(name string, known []string, place int) error {
	near := core.SuggestionList(name, known)
	advice := "take the name of an entity, such as Company, or of a relationship, such as RUNS"
	if len(near) > 0 {
		advice = "did you mean " + strings.Join(near[:min(nearest, len(near))], ", ") + "?"
	}
	return fault.New(fault.BadUserInput, "there is no type %q; %s", fault.Excerpt(name), advice).At("types", place)
}
