package privacy_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/ident"
	"github.com/clustergraph/clustergraph/internal/model/privacy"
)

func TestShown(t *testing.T) {
	telephone := &catalog.Field{Name: "telephone", Sensitive: true, Format: ident.Telephone}
	email := &catalog.Field{Name: "email", Sensitive: true, Format: ident.Email}
	note := &catalog.Field{Name: "note", Sensitive: true}
	name := &catalog.Field{Name: "name"}
	tests := []struct {
		name  string
		field *catalog.Field
		value any
		want  any
	}{
		{"telephone", telephone, "13812345678", "138****5678"},
		{"e-mail", email, "zhang@example.com", "z***@example.com"},
		{"without a format", note, "secret", "***"},
		{"short", note, "s", "***"},
		{"not of its format", telephone, "call me", "***"},
		{"no text", telephone, int64(13812345678), "***"},
		{"nothing", telephone, nil, nil},
		{"not sensitive", name, "张三", "张三"},
	}
	show := privacy.Policy{ShowSensitive: true}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			assert.Equal(t, tt.want, privacy.Policy{}.Shown(tt.field, tt.value))
			assert.Equal(t, tt.value, show.Shown(tt.field, tt.value))
			stored, err := json.Marshal(tt.value)
			assert.NoError(t, err)
			want, err := json.Marshal(tt.want)
			assert.NoError(t, err)
			assert.JSONEq(t, string(want), string(privacy.Policy{}.ShownJSON(tt.field, stored)))
			assert.Equal(t, json.RawMessage(stored), show.ShownJSON(tt.field, stored))
		})
	}
	assert.JSONEq(t, `"***"`, string(privacy.Policy{}.ShownJSON(note, json.RawMessage("{broken"))), "what cannot be read is not shown")
	assert.False(t, privacy.Policy{}.Masks(nil), "a value of the service itself")
}
