package mapping

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"
)

// object is a YAML mapping whose keys were checked.
type object struct {
	node   *yaml.Node
	keys   []string
	keyAt  map[string]*yaml.Node
	values map[string]*yaml.Node
}

// object reads a YAML mapping. A key that is not among the known ones is a mistake; no
// known ones let any key pass. It returns nil when n is no mapping.
func (m *mistakes) object(n *yaml.Node, what string, known ...string) *object {
	n = resolve(n)
	if n.Kind != yaml.MappingNode {
		m.at(n, "%s: expected keys and values%s", what, such(known))
		return nil
	}
	o := &object{node: n, keyAt: map[string]*yaml.Node{}, values: map[string]*yaml.Node{}}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key := resolve(n.Content[i])
		switch {
		case key.Kind != yaml.ScalarNode:
			m.at(key, "%s: a key must be a plain word", what)
		case len(known) > 0 && !slices.Contains(known, key.Value):
			m.at(key, "%s has no key %q%s", what, key.Value, orList(key.Value, known))
		case o.values[key.Value] != nil:
			m.at(key, "%s has the key %q twice", what, key.Value)
		default:
			o.keys = append(o.keys, key.Value)
			o.keyAt[key.Value] = key
			o.values[key.Value] = resolve(n.Content[i+1])
		}
	}
	return o
}

func such(known []string) string {
	if len(known) == 0 {
		return ""
	}
	return ", of " + strings.Join(known, ", ")
}

func orList(name string, known []string) string {
	if near := nearest(name, known); near != "" {
		return near
	}
	return "; known are " + strings.Join(known, ", ")
}

func (o *object) has(key string) bool { return o.values[key] != nil }

// list returns the items of a YAML list; what is no list is a list of itself.
func list(n *yaml.Node) []*yaml.Node {
	n = resolve(n)
	if n.Kind != yaml.SequenceNode {
		return []*yaml.Node{n}
	}
	items := make([]*yaml.Node, len(n.Content))
	for i, c := range n.Content {
		items[i] = resolve(c)
	}
	return items
}

func isNull(n *yaml.Node) bool { return n.Kind == yaml.ScalarNode && n.ShortTag() == "!!null" }

// text reads a text; numbers and dates without quotes are taken as they are written.
func (m *mistakes) text(n *yaml.Node, what string) string {
	n = resolve(n)
	if n.Kind != yaml.ScalarNode || isNull(n) || n.Value == "" {
		m.at(n, "%s: expected a text", what)
		return ""
	}
	return n.Value
}

// texts reads one text or a list of them. An empty text is allowed.
func (m *mistakes) texts(n *yaml.Node, what string) []string {
	var out []string
	for _, item := range list(n) {
		if item.Kind != yaml.ScalarNode || isNull(item) {
			m.at(item, "%s: expected a text, or a list of texts", what)
			continue
		}
		out = append(out, item.Value)
	}
	return out
}

// oneOf reads one of a few words.
func (m *mistakes) oneOf(n *yaml.Node, what string, words ...string) string {
	s := m.text(n, what)
	if s != "" && !slices.Contains(words, s) {
		m.at(n, "%s is %q, expected %s", what, s, strings.Join(words, " or "))
		return ""
	}
	return s
}

func (m *mistakes) boolean(n *yaml.Node, what string) bool {
	b, err := strconv.ParseBool(n.Value)
	if n.ShortTag() != "!!bool" || err != nil {
		m.at(n, "%s: expected true or false", what)
	}
	return b
}

func (m *mistakes) integer(n *yaml.Node, what string, least, most int) int {
	i, err := strconv.Atoi(n.Value)
	if n.Kind != yaml.ScalarNode || err != nil || i < least || i > most {
		m.at(n, "%s: expected a whole number from %d to %d", what, least, most)
		return least
	}
	return i
}

// constant reads a value that is written in the mapping: a text, a number as json.Number
// with the digits as written, a boolean, or a list of these.
func (m *mistakes) constant(n *yaml.Node, what string) any {
	n = resolve(n)
	if n.Kind == yaml.SequenceNode {
		items := []any{}
		for _, item := range list(n) {
			items = append(items, m.constant(item, what))
		}
		return items
	}
	if n.Kind != yaml.ScalarNode || isNull(n) {
		m.at(n, "%s: expected a text, a number, true, false or a list of these", what)
		return nil
	}
	switch n.ShortTag() {
	case "!!bool":
		return m.boolean(n, what)
	case "!!int", "!!float":
		if _, err := parseDecimal(n.Value); err == nil {
			return json.Number(n.Value)
		}
	}
	return n.Value
}
