package mapping

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
)

func writeHead(b *bytes.Buffer, samples []Sample) {
	b.WriteString("# Guessed from column names and sample rows: read it before it is used.\nversion: 1\n")
	b.WriteString("sources:\n  - citationKey: my-source # say where the data come from\n    name: my source\n")
	if len(samples) > 0 {
		b.WriteString("files:\n")
	}
}

func (g *guess) writeNode(b *bytes.Buffer) {
	fmt.Fprintf(b, "    nodes:\n      - entity: %s\n        as: %s\n", g.entity.Name, g.entity.Singular)
	if key := g.key(); key != "" {
		fmt.Fprintf(b, "        key: %s # a weak key; one of %s would be better\n", key, strings.Join(uniqueNames(g.entity), ", "))
	}
	b.WriteString("        fields:\n")
	if len(g.chosen) == 0 && g.composedName() == "" {
		b.WriteString("          {}\n")
	}
	for _, f := range g.entity.Fields {
		if c := g.chosen[f]; c != nil {
			fmt.Fprintf(b, "          %s: %s\n", f.Name, g.value(f, c))
		}
	}
	if name := g.composedName(); name != "" {
		fmt.Fprintf(b, "          name: %s # of what tells one from another\n", name)
	}
	if f, value := g.composedKey(); value != "" {
		fmt.Fprintf(b, "          %s: %s # nothing else tells one row from another: a number of theirs is better\n", f.Name, value)
	}
}

// writeRest prints what a person has to decide, and the columns that nothing reads.
func (g *guess) writeRest(b *bytes.Buffer) {
	for _, remark := range g.remarks {
		fmt.Fprintf(b, "    # %s\n", remark)
	}
	for i := range g.columns {
		if c := &g.columns[i]; !c.used {
			fmt.Fprintf(b, "    # not used: %s%s\n", quoted(c.name), c.example())
		}
	}
}

// emptyAs lists words for nothing; 无 means no where a field takes yes and no.
func (g *guess) emptyAs() string {
	words := slices.Clone(emptyWords)
	for f := range g.chosen {
		if f.Kind == catalog.Boolean {
			words = slices.DeleteFunc(words, func(w string) bool { _, err := booleanStep(w); return err == nil })
		}
	}
	list, err := json.Marshal(words)
	if err != nil {
		return "[]"
	}
	return string(list)
}

// literal makes a pattern of a file's name that matches that file alone.
var literal = strings.NewReplacer(`\`, `\\`, "*", `\*`, "?", `\?`, "[", `\[`)

var (
	unitInName = regexp.MustCompile(`[百千十]?[万亿]元?|[十百千]元`)
	separators = []string{",", "，", "、", ";", "；", "|"}
)

// value writes where a field is read, with what its values need.
func (g *guess) value(f *catalog.Field, c *columnGuess) string {
	switch {
	case c == g.own:
		return foreignID(c)
	case f.Kind == catalog.Yuan && g.unit(c) != "":
		return fmt.Sprintf("{column: %s, transform: {amount: {unit: %s, round: true}}, onError: omit}", quoted(c.name), g.unit(c))
	case f.Kind == catalog.Enum && f.List:
		return g.enum(f, c, c.separator())
	case f.Kind == catalog.Enum:
		return g.enum(f, c, "")
	case f.List && c.separator() != "":
		return fmt.Sprintf("{column: %s, split: %s}", quoted(c.name), quoted(c.separator()))
	case f.Kind != catalog.String && !f.Unique:
		return fmt.Sprintf("{column: %s, onError: omit}", quoted(c.name))
	}
	return quoted(c.name)
}

// unit is that of a column's amounts: the one in its name, else that above the header.
func (g *guess) unit(c *columnGuess) string {
	return cmp.Or(unitInName.FindString(c.name), g.sample.Unit)
}

// separator is what most values hold between parts, empty when few hold one.
func (c *columnGuess) separator() string {
	for _, s := range separators {
		if c.share(func(text string) bool { return strings.Contains(text, s) }) >= 0.2 {
			return s
		}
	}
	return ""
}

func (g *guess) writeLinks(b *bytes.Buffer) {
	if len(g.links) > 0 {
		b.WriteString("    links:\n")
	}
	for _, l := range g.links {
		fmt.Fprintf(b, "      - type: %s\n", l.typ)
		value := quoted(l.column.name)
		if l.foreign {
			value = foreignID(l.column)
		}
		if l.split != "" {
			fmt.Fprintf(b, "        forEach: {column: %s, split: %s}\n", value, quoted(l.split))
			value = "{entry: value}"
		}
		from, to := g.entity.Singular, fmt.Sprintf("{entity: %s, key: %s, value: %s}", l.target.Name, l.key.Name, value)
		if !l.out {
			from, to = to, from
		}
		fmt.Fprintf(b, "        from: %s\n        to: %s\n", from, to)
		b.WriteString("        unknown: skip # or reject, or create\n")
		l.writeProperties(b)
	}
}

func (l *linkGuess) writeProperties(b *bytes.Buffer) {
	if len(l.properties) > 0 {
		b.WriteString("        properties:\n")
	}
	for _, p := range l.properties {
		fmt.Fprintf(b, "          %s: %s\n", p.name, p.value)
	}
}

// composedName is made of what a row links to and what tells it from others of the same,
// for entities whose names stand in no list: the report of a firm for a year.
func (g *guess) composedName() string {
	name := g.entity.Field("name")
	if g.chosen[name] != nil || findsNodes(name) {
		return ""
	}
	var parts []string
	add := func(c *columnGuess) {
		if !strings.ContainsAny(c.name, "{}") {
			parts = append(parts, "{"+c.name+"}")
		}
	}
	for _, l := range g.links {
		if l.key.Name == "name" && l.split == "" {
			add(l.column)
		}
	}
	for _, f := range g.entity.Fields {
		if c := g.chosen[f]; c != nil && (f.Kind == catalog.Enum || f.Kind == catalog.Int && f.Range != nil && f.Range.Unit == "") {
			add(c)
		}
	}
	if len(parts) == 0 {
		return ""
	}
	return "{template: " + quoted(strings.Join(parts, " ")) + "}"
}

// maxExample bounds an example, in characters.
const maxExample = 40

func (c *columnGuess) example() string {
	if len(c.texts) == 0 {
		return ", always empty"
	}
	return ", such as " + quoted(fault.Shorten(c.texts[0], maxExample))
}

var plainWord = regexp.MustCompile(`^[\p{Han}A-Za-z][\p{Han}A-Za-z0-9_.]*$`)

// quoted writes a YAML text; whatever could be read as something else is put in quotes.
func quoted(s string) string {
	words := []string{"true", "false", "null", "yes", "no", "on", "off", "y", "n"}
	if plainWord.MatchString(s) && !slices.Contains(words, strings.ToLower(s)) {
		return s
	}
	text, err := json.Marshal(s)
	if err != nil {
		return `""`
	}
	return string(text)
}
