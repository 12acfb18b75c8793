package scalar_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/clustergraph/clustergraph/internal/model/scalar"
)

// An error repeats what was given, but not a text of any length.
func TestErrorsRepeatAtMostFortyBytes(t *testing.T) {
	for text, want := range map[string]string{
		strings.Repeat("x", 40): `"` + strings.Repeat("x", 40) + `" is no`,
		strings.Repeat("x", 41): `"` + strings.Repeat("x", 40) + `"… is no`,
	} {
		_, err := scalar.ParseDate(text)
		assert.ErrorContains(t, err, want)
		_, err = scalar.ParseDateTime(text)
		assert.ErrorContains(t, err, want)
		_, err = scalar.ParseYuan(text)
		assert.ErrorContains(t, err, want)
	}
}
