package record

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/write/input"
)

func TestForward(t *testing.T) {
	b := &nodeBatch{entity: &catalog.Entity{Fields: []*catalog.Field{
		{Name: "stage", Kind: catalog.Enum, Steps: []string{"PLANNED", "SIGNED", "STARTED"}},
		{Name: "mood", Kind: catalog.Enum},
	}}}
	const hint = "; to correct a mistake revert the change that made it"
	for _, tt := range []struct {
		name          string
		stored, given map[string]any
		want          string
	}{
		{"onward", map[string]any{"stage": "PLANNED"}, map[string]any{"stage": "SIGNED"}, ""},
		{"skipping one", map[string]any{"stage": "PLANNED"}, map[string]any{"stage": "STARTED"}, ""},
		{"staying", map[string]any{"stage": "SIGNED"}, map[string]any{"stage": "SIGNED"}, ""},
		{"the first one", map[string]any{}, map[string]any{"stage": "STARTED"}, ""},
		{"not spoken of", map[string]any{"stage": "SIGNED"}, map[string]any{"mood": "good"}, ""},
		{"another field", map[string]any{"mood": "good"}, map[string]any{"mood": nil}, ""},
		{"back", map[string]any{"stage": "STARTED"}, map[string]any{"stage": "SIGNED"}, "is STARTED and cannot be set back to SIGNED" + hint},
		{"removed", map[string]any{"stage": "STARTED"}, map[string]any{"stage": nil}, "is STARTED and cannot be removed" + hint},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c := input.Checked{Properties: tt.given}
			b.forward(&node{current: tt.stored}, &c)
			if tt.want == "" {
				assert.Empty(t, c.Problems)
				return
			}
			assert.Equal(t, []input.Problem{{Field: "stage", Reason: tt.want}}, c.Problems)
		})
	}
}
