package mapping

import (
	"regexp"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/clustergraph/clustergraph/internal/model/ident"
)

// simple are the transforms that need no more than their name.
func simple(name string) step {
	switch name {
	case "trim":
		return textStep(trimmed)
	case "nfkc":
		return textStep(nfkc)
	case "upper":
		return textStep(strings.ToUpper)
	case "lower":
		return textStep(strings.ToLower)
	case "date":
		return dateStep("")
	case "number":
		return numberStep(false)
	case "integer":
		return numberStep(true)
	case "amount":
		return amountStep("", false)
	case "percent":
		return percentStep(false)
	case "boolean":
		return booleanStep
	case "uscc":
		return identStep(ident.USCC)
	case "stockCode":
		return identStep(ident.AShare)
	case "orcid":
		return identStep(ident.ORCID)
	case "patent":
		return identStep(ident.CNPatent)
	case "regionCode":
		return identStep(ident.GBT2260)
	case "industryCode":
		return identStep(ident.GBT4754)
	}
	return nil
}

var (
	simpleNames = []string{
		"trim", "nfkc", "upper", "lower", "date", "number", "integer", "amount", "percent", "boolean",
		"uscc", "stockCode", "orcid", "patent", "regionCode", "industryCode", "json",
	}
	objectNames    = []string{"date", "amount", "percent", "regex", "replace", "enum", "split", "join", "pad", "emptyAs"}
	transformNames = func() []string {
		names := append(slices.Clone(simpleNames), objectNames...)
		slices.Sort(names)
		return slices.Compact(names)
	}()
)

// transform reads one transform: its name, or its name with what it needs. Each one is
// applied to the entries of a list one by one, but for join. It returns nil when there is
// a mistake.
func (p *parser) transform(n *yaml.Node) step {
	n = resolve(n)
	if n.Kind == yaml.ScalarNode {
		if n.Value == "json" {
			return jsonStep
		}
		if s := simple(n.Value); s != nil {
			return each(s)
		}
		if slices.Contains(objectNames, n.Value) {
			p.at(n, "%s needs more than its name, such as %s", n.Value, examples[n.Value])
			return nil
		}
		p.at(n, "there is no transform %q%s", n.Value, orList(n.Value, transformNames))
		return nil
	}
	o := p.object(n, "a transform", objectNames...)
	if o == nil || len(o.keys) != 1 {
		if o != nil {
			p.at(n, "a transform is one name; write a list of them to apply several")
		}
		return nil
	}
	s := p.withOptions(o.keys[0], o.values[o.keys[0]])
	if s == nil || o.keys[0] == "join" {
		return s
	}
	return each(s)
}

var examples = map[string]string{
	"regex": `{regex: '(\d+)'}`, "replace": `{replace: {text: "-", with: ""}}`, "enum": "{enum: {男: MALE}}",
	"split": `{split: ","}`, "join": `{join: "、"}`, "pad": "{pad: 6}", "emptyAs": `{emptyAs: ["-", 无]}`,
}

func (p *parser) withOptions(name string, n *yaml.Node) step {
	switch name {
	case "date":
		return p.dateTransform(n)
	case "amount":
		return p.amountTransform(n)
	case "percent":
		return percentStep(p.oneOf(n, "percent", "fraction") == "fraction")
	case "regex":
		return p.regexTransform(n)
	case "replace":
		return p.replaceTransform(n)
	case "enum":
		return p.tableTransform(n)
	case "split":
		return splitStep(scope{f: &fileParser{parser: p}}.separators(n))
	case "join":
		return joinStep(p.piece(n, "join"))
	case "pad":
		return padStep(p.integer(n, "pad", 1, 100))
	default: // emptyAs
		missing := setOf(p.texts(n, "emptyAs"))
		return textStep(func(s string) string {
			if missing[trimmed(s)] {
				return ""
			}
			return s
		})
	}
}

func (p *parser) dateTransform(n *yaml.Node) step {
	o := p.object(n, "date", "order")
	if o == nil || !o.has("order") {
		return dateStep("")
	}
	return dateStep(p.oneOf(o.values["order"], "order", "dmy", "mdy"))
}

// amountTransform takes a unit, or unit: and round:.
func (p *parser) amountTransform(n *yaml.Node) step {
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
