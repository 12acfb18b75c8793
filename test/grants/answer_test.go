package grants_test

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// answer is what an operation was answered with, all of its pages together.
type answer struct {
	data   []any
	errors []string
	// raw is the text of the data as it came, cursors all of its cursors.
	raw     string
	cursors []string
}

// mostPages stops a list that never ends.
const mostPages = 500

// ask runs an operation, and goes on behind the end of each page.
func (g *graph) ask(t *testing.T, who string, op operation) (a answer) {
	t.Helper()
	v := clone(op.vars)
	for range mostPages {
		r := g.post(t, who, op.text, v)
		for _, e := range r.Errors {
			a.errors = append(a.errors, fmt.Sprint(e.Code(), e.Path, e.Message))
		}
		text, err := json.Marshal(r.Data)
		require.NoError(t, err)
		a.raw += string(text)
		a.data = append(a.data, r.Data)
		a.note(r.Data)
		after, more := next(r.Data, op.field.Name)
		if !more || op.field.Arguments.ForName("after") == nil {
			return a
		}
		v["after"] = after
	}
	require.Fail(t, "the list does not end", op.text)
	return a
}

// next is the cursor of the next page of a root field, if there is one.
func next(data any, field string) (after any, more bool) {
	root, _ := data.(map[string]any)
	page, _ := root[field].(map[string]any)
	info, _ := page["pageInfo"].(map[string]any)
	return info["endCursor"], info["hasNextPage"] == true
}

// note gathers cursors.
func (a *answer) note(v any) {
	switch v := v.(type) {
	case map[string]any:
		for key, one := range v {
			if text, is := one.(string); is && isCursor(key) {
				a.cursors = append(a.cursors, text)
			}
			a.note(one)
		}
	case []any:
		for _, one := range v {
			a.note(one)
		}
	}
}

func isCursor(key string) bool { return key == "cursor" || strings.HasSuffix(key, "Cursor") }

// comparable is the answer without what differs between graphs that hold the same: cursors,
// which tell places, and the order of equals. All lists are taken for sets with repetitions,
// and pages for one list.
func (a answer) comparable() map[string]int {
	set := map[string]int{}
	for _, page := range a.data {
		for _, one := range parts(page, "") {
			set[one]++
		}
	}
	for _, e := range a.errors {
		set["error "+e]++
	}
	return set
}

// parts are the elements of the list that a page is, and what is said beside them.
func parts(v any, at string) []string {
	root, isObject := v.(map[string]any)
	if !isObject {
		return []string{at + canonical(v)}
	}
	var all []string
	for key, one := range root {
		switch list, isList := one.([]any); {
		case isCursor(key) || key == "pageInfo":
		case isList:
			for _, element := range list {
				all = append(all, at+key+" "+canonical(element))
			}
		default:
			all = append(all, parts(one, at+key+".")...)
		}
	}
	return all
}

// canonical is a value as text, with its lists sorted and without cursors.
func canonical(v any) string {
	switch v := v.(type) {
	case map[string]any:
		var members []string
		for key, one := range v {
			if !isCursor(key) {
				members = append(members, key+":"+canonical(one))
			}
		}
		slices.Sort(members)
		return "{" + strings.Join(members, ",") + "}"
	case []any:
		elements := make([]string, len(v))
		for i, one := range v {
			elements[i] = canonical(one)
		}
		slices.Sort(elements)
		return "[" + strings.Join(elements, ",") + "]"
	}
	if number, is := v.(float64); is {
		// An average depends in its last digits on the order in which it is taken.
		return strconv.FormatFloat(number, 'g', 12, 64)
	}
	text, _ := json.Marshal(v)
	return string(text)
}

// tellsNothing looks for what is hidden in the text of an answer and inside its cursors.
func (g *graph) tellsNothing(t *testing.T, op operation, a answer) {
	t.Helper()
	inside := a.raw
	for _, c := range a.cursors {
		raw, err := base64.RawURLEncoding.DecodeString(c)
		require.NoError(t, err)
		inside += string(raw)
	}
	for _, id := range g.hidden {
		if strings.Contains(inside, id) {
			assert.Fail(t, "a hidden id is told", "%s: %s\n%v\n%s", id, op.text, op.vars, around(inside, id))
			return
		}
	}
}

func around(text, part string) string {
	at := strings.Index(text, part)
	return text[max(0, at-200):min(len(text), at+200)]
}

// same fails where two answers differ, and says in what.
func same(t *testing.T, op operation, want, got answer) {
	t.Helper()
	w, g := want.comparable(), got.comparable()
	var missing, more []string
	for one, n := range w {
		if g[one] < n {
			missing = append(missing, one)
		}
	}
	for one, n := range g {
		if w[one] < n {
			more = append(more, one)
		}
	}
	if len(missing)+len(more) > 0 {
		slices.Sort(missing)
		slices.Sort(more)
		assert.Fail(t, "the answer is not that of a graph without what is hidden", "%s\n%v\nmissing: %s\nmore: %s", op.text, op.vars, first(missing), first(more))
	}
}

func first(list []string) string {
	text := strings.Join(list[:min(3, len(list))], "\n  ")
	return text[:min(len(text), 3000)]
}
