package property

import (
	"maps"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
)

// Changed returns those of the given properties that differ from the stored ones, nil for none.
func Changed(stored, given map[string]any) map[string]any {
	var diff map[string]any
	for name, v := range given {
		if Same(stored[name], v) {
			continue
		}
		if diff == nil {
			diff = map[string]any{}
		}
		diff[name] = v
	}
	return diff
}

// Diff is what turns stored into current, nil for nothing; a value of nil removes.
func Diff(stored, current map[string]any) map[string]any {
	diff := Changed(stored, current)
	for name := range stored {
		if _, kept := current[name]; kept {
			continue
		}
		if diff == nil {
			diff = map[string]any{}
		}
		diff[name] = nil
	}
	return diff
}

// Overlay returns base with the changes applied; a value of nil removes.
func Overlay(base, changed map[string]any) map[string]any {
	out := Clone(base)
	for name, v := range changed {
		if v == nil {
			delete(out, name)
			continue
		}
		out[name] = v
	}
	return out
}

// Clone is a copy with space for some more; it is never nil.
func Clone(m map[string]any) map[string]any {
	out := make(map[string]any, len(m)+8)
	maps.Copy(out, m)
	return out
}

// Sources are the ids of the sources that properties name.
func Sources(properties map[string]any) []string {
	list, _ := Texts(properties[catalog.SourceIDs])
	return list
}

// Version is the version of a node with these properties, 0 where it has none.
func Version(properties map[string]any) int64 {
	version, _ := properties[catalog.Version].(int64)
	return version
}
