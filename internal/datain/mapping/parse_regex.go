package mapping

import (
	"regexp"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"
)

// regexOptions takes a pattern, or pattern: and group:.
func (p *parser) regexOptions(n *yaml.Node) step {
	if n.Kind != yaml.MappingNode {
		if re := p.pattern(n); re != nil {
			return regexStep(re, min(re.NumSubexp(), 1))
		}
		return nil
	}
	o := p.object(n, "regex", "pattern", "group")
	if !o.has("pattern") {
		p.at(n, "regex: expected pattern:")
		return nil
	}
	re := p.pattern(o.values["pattern"])
	if re == nil {
		return nil
	}
	group := min(re.NumSubexp(), 1)
	if g := o.values["group"]; g != nil {
		group = p.groupOf(g, re)
	}
	return regexStep(re, group)
}

// groupOf reads the number or the name of a group.
func (p *parser) groupOf(n *yaml.Node, re *regexp.Regexp) int {
	i, err := strconv.Atoi(n.Value)
	if err != nil {
		i = re.SubexpIndex(n.Value)
	}
	if i < 0 || i > re.NumSubexp() {
		p.at(n, "the regular expression has no group %s", n.Value)
		return 0
	}
	return i
}

var replaceKeys = keys{{"text", nil}, {"pattern", nil}, {"with", nil}}

// replaceOptions takes text: or pattern:, and with:.
func (p *parser) replaceOptions(n *yaml.Node) step {
	o := p.object(n, "replace", replaceKeys.names()...)
	if o == nil {
		return nil
	}
	with := ""
	if w := o.values["with"]; w != nil {
		with = p.piece(w, "with")
	}
	switch {
	case o.has("text") == o.has("pattern"):
		p.at(n, "replace: expected either text: or pattern:, and with:")
		return nil
	case o.has("text"):
		text := p.text(o.values["text"], "text")
		return replaceStep(func(s string) string { return strings.ReplaceAll(s, text, with) })
	}
	re := p.pattern(o.values["pattern"])
	if re == nil {
		return nil
	}
	return replaceStep(func(s string) string { return re.ReplaceAllString(s, with) })
}

// enumOptions takes what stands in the file and what it becomes. null makes a value
// count as missing.
func (p *parser) enumOptions(n *yaml.Node) step {
	o := p.object(n, "enum")
	if o == nil {
		return nil
	}
	table := map[string]any{}
	for _, key := range o.keys {
		if isNull(o.values[key]) {
			table[normalName(key)] = nil
			continue
		}
		table[normalName(key)] = p.constant(o.values[key], key)
	}
	return tableStep(table)
}

// piece reads a short text that is put into others; it may be empty.
func (p *parser) piece(n *yaml.Node, what string) string {
	if n.Kind != yaml.ScalarNode || len(n.Value) > maxPiece {
		p.at(n, "%s: expected a text of at most %d bytes", what, maxPiece)
		return ""
	}
	return n.Value
}
