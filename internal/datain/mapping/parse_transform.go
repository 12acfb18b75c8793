package mapping

import (
	"regexp"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

// transform reads one transform: its name, or its name with options. It returns nil when
// there is a mistake.
func (p *parser) transform(n *yaml.Node) step {
	n = resolve(n)
	if n.Kind == yaml.ScalarNode {
		return p.plainTransform(n)
	}
	o := p.object(n, "a transform", transformNames((*transform).hasOptions)...)
	if o == nil {
		return nil
	}
	if len(o.keys) != 1 {
		p.at(n, "a transform is one name; write a list of them to apply several")
		return nil
	}
	t := transformOf(o.keys[0])
	return t.spread(t.options.read(p, o.values[t.name]))
}

func (p *parser) plainTransform(n *yaml.Node) step {
	t := transformOf(n.Value)
	switch {
	case t == nil:
		names := transformNames(anyTransform)
		slices.Sort(names)
		p.at(n, "there is no transform %q%s", n.Value, orList(n.Value, names))
	case t.isPlain():
		return t.spread(t.plain)
	default:
		p.at(n, "%s needs more than its name, such as %s", t.name, t.options.example)
	}
	return nil
}

// dateOrders say how to read a date such as 03/05/2021.
var dateOrders = []string{"dmy", "mdy"}

var dateKeys = keys{{"order", oneWord("How to read 03/05/2021.", dateOrders...)}}

func (p *parser) dateOptions(n *yaml.Node) step {
	o := p.object(n, "date", dateKeys.names()...)
	if o == nil || !o.has("order") {
		return dateStep("")
	}
	return dateStep(p.oneOf(o.values["order"], "order", dateOrders...))
}

// amountOptions takes a unit, or unit: and round:.
func (p *parser) amountOptions(n *yaml.Node) step {
	unit, round := n, false
	if n.Kind == yaml.MappingNode {
		o := p.object(n, "amount", "unit", "round")
		unit = o.values["unit"]
		if o.has("round") {
			round = p.boolean(o.values["round"], "round")
		}
	}
	if unit == nil {
		return amountStep("", round)
	}
	name := strings.TrimSuffix(p.text(unit, "unit"), "元")
	if _, known := powers[name]; !known {
		p.at(unit, "unit is %q, expected 元, 万元, 百万元, 亿元 or the like", unit.Value)
	}
	return amountStep(name, round)
}

func (p *parser) percentOptions(n *yaml.Node) step {
	return percentStep(p.oneOf(n, "percent", "fraction") == "fraction")
}

func (p *parser) splitOptions(n *yaml.Node) step {
	return splitStep(scope{f: &fileParser{parser: p}}.separators(n))
}

func (p *parser) joinOptions(n *yaml.Node) step { return joinStep(p.piece(n, "join")) }

func (p *parser) padOptions(n *yaml.Node) step { return padStep(p.integer(n, "pad", 1, 100)) }

func (p *parser) emptyOptions(n *yaml.Node) step {
	missing := setOf(p.texts(n, "emptyAs"))
	return textStep(func(s string) string {
		if missing[trimmed(s)] {
			return ""
		}
		return s
	})
}

// maxPattern bounds a regular expression, in bytes.
const maxPattern = 1000

// pattern reads a regular expression of Go's syntax (RE2), which cannot run away.
func (p *parser) pattern(n *yaml.Node) *regexp.Regexp {
	s := p.text(n, "pattern")
	if len(s) > maxPattern {
		p.at(n, "the regular expression is %d bytes long, at most %d are taken", len(s), maxPattern)
		return nil
	}
	re, err := regexp.Compile(s)
	if err != nil {
		p.at(n, "not a regular expression of RE2: %s", err)
		return nil
	}
	return re
}
