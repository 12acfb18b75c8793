package property_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"

	"github.com/clustergraph/clustergraph/internal/store/property"
)

type object = map[string]any

func TestSame(t *testing.T) {
	tests := []struct {
		name string
		a, b any
		want bool
	}{
		{"equal", "a", "a", true},
		{"different", "a", "b", false},
		{"of different types", int64(1), 1.0, false},
		{"nothing", nil, nil, true},
		{"nothing and an empty text", nil, "", false},
		{"nothing and an empty list", nil, []string{}, false},
		{"lists, one from the driver", []string{"a"}, []any{"a"}, true},
		{"lists in another order", []string{"a", "b"}, []any{"b", "a"}, false},
		{"a list and a value", []string{"a"}, "a", false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			assert.Equal(t, tt.want, property.Same(tt.a, tt.b))
			assert.Equal(t, tt.want, property.Same(tt.b, tt.a))
		})
	}
}

func TestUnion(t *testing.T) {
	list := []string{"b", "a"}
	assert.Equal(t, []string{"b", "a", "c"}, property.Union(list, []string{"a", "c", "c"}))
	assert.Equal(t, []string{"b", "a"}, list, "the list itself stays")
	assert.Equal(t, []string{}, property.Union(nil, nil), "nil would remove the property")
}

// Whatever two sets of properties are, what differs turns the one into the other.
func TestDiff(t *testing.T) {
	tests := []struct {
		name            string
		stored, current object
		want            object
	}{
		{"nothing", nil, nil, nil},
		{"the same", object{"a": 1, "l": []any{"x"}}, object{"a": 1, "l": []string{"x"}}, nil},
		{"changed", object{"a": 1}, object{"a": 2}, object{"a": 2}},
		{"added", nil, object{"a": 2}, object{"a": 2}},
		{"removed", object{"a": 1, "b": 2}, object{"b": 2}, object{"a": nil}},
		{"all at once", object{"a": 1, "b": 2, "c": 3}, object{"b": 4, "c": 3, "d": 5}, object{"a": nil, "b": 4, "d": 5}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			diff := property.Diff(tt.stored, tt.current)
			assert.Equal(t, tt.want, diff)
			assert.Nil(t, property.Diff(property.Overlay(tt.stored, diff), tt.current))
		})
	}
}

func TestChanged(t *testing.T) {
	stored := object{"a": 1, "b": 2}
	assert.Equal(t, object{"b": nil, "c": 3}, property.Changed(stored, object{"a": 1, "b": nil, "c": 3}), "what is not given stays")
	assert.Nil(t, property.Changed(stored, object{"a": 1, "x": nil}), "what is not there is not removed")
}

func TestOverlay(t *testing.T) {
	stored := object{"a": 1, "b": 2}
	assert.Equal(t, object{"a": 3}, property.Overlay(stored, object{"a": 3, "b": nil}))
	assert.Equal(t, object{"a": 1, "b": 2}, stored, "what is stored itself stays")
	assert.Equal(t, object{}, property.Clone(nil))
}

func TestJSON(t *testing.T) {
	for want, v := range map[string]any{
		"null": nil, `"两 \u003c"`: "两 <", "7": int64(7), "0.5": 0.5, "true": true, `["a","b"]`: []string{"a", "b"},
	} {
		assert.Equal(t, want, property.JSON(v))
	}
}

func TestStamp(t *testing.T) {
	stamp := property.StampOf(time.Date(2026, 1, 2, 11, 4, 5, 6e6, time.FixedZone("", 8*3600)), "api")
	properties := object{"version": int64(4), "sourceIds": []any{"src_1"}}
	stamp.First(properties, "2020-01-01T00:00:00.000Z", "")
	assert.Equal(t, object{"version": int64(4), "sourceIds": []any{"src_1"}, "recordedAt": "2020-01-01T00:00:00.000Z", "recordedBy": "api"}, properties)
	stamp.On(properties)
	assert.Equal(t, "2026-01-02T03:04:05.006Z", properties["recordedAt"])
	assert.Equal(t, int64(4), property.Version(properties))
	assert.Equal(t, []string{"src_1"}, property.Sources(properties))
	assert.Zero(t, property.Version(nil))
	assert.Empty(t, property.Sources(nil))
}

func TestOrNil(t *testing.T) {
	assert.Nil(t, property.OrNil(""))
	assert.Equal(t, "a", property.OrNil("a"))
}
