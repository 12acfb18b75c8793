package mapping

import (
	"fmt"
	"strconv"
	"strings"
)

// chain links each entry to the one before. Blank entries are left out, and so are texts
// that the list has already.
func (f *fanout) chain(entries []*entry) []*entry {
	var out []*entry
	var before *entry
	seen := map[string]bool{}
	for _, e := range entries {
		if e.value == nil && e.key == nil {
			continue
		}
		e.path = textOf(e.value)
		e.label = f.title + ": " + shown(e.value)
		if e.key != nil {
			e.label = f.title + ": " + shown(e.key)
		}
		if text, isText := e.value.(string); isText && e.key == nil && e.beside == nil {
			if seen[text] {
				continue
			}
			seen[text] = true
		}
		e.index, e.previous = len(out)+1, before
		before = e
		out = append(out, e)
	}
	if before != nil {
		before.last = true
	}
	return out
}

// maxSteps bounds one path.
const maxSteps = 50

// steps makes an entry of each step of each path. Equal steps of several paths are one.
func (f *fanout) steps(paths []*entry) (entries []*entry, reason string) {
	var out []*entry
	seen := map[string]*entry{}
	for _, p := range paths {
		names := f.names(textOf(p.value))
		if len(names) > maxSteps || len(out) > maxEntries {
			return nil, fmt.Sprintf("has a path of %d steps among %d, at most %d in one path and %d in one row are read", len(names), len(out), maxSteps, maxEntries)
		}
		var before *entry
		for i, name := range names {
			path, last := strings.Join(names[:i+1], f.path), i == len(names)-1
			key := path + "\x00" + strconv.FormatBool(last)
			if known := seen[key]; known != nil && p.beside == nil {
				before = known
				continue
			}
			before = &entry{
				key: p.key, value: name, index: i + 1, previous: before, path: path, last: last,
				beside: p.beside, label: f.title + ": " + shown(path),
			}
			seen[key] = before
			out = append(out, before)
		}
	}
	return out, ""
}

// names are the steps of one path, without blank ones.
func (f *fanout) names(path string) []string {
	var names []string
	for name := range strings.SplitSeq(path, f.path) {
		if name = trimmed(name); name != "" {
			names = append(names, name)
		}
	}
	return names
}
