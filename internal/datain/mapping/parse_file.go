package mapping

import (
	"io/fs"
	"maps"
	"path"
	"slices"

	"go.yaml.in/yaml/v3"
)

// fileParser reads one entry of files:.
type fileParser struct {
	*parser
	spec *fileSpec
	// handles are the names that as: gives, with the node each stands for.
	handles map[string]int
	emptyAs map[string]bool
	sources []*value
	about   aboutSpec
}

func (p *parser) file(n *yaml.Node) File {
	o := p.object(n, "a file", fileKeys.names()...)
	if o == nil {
		return File{}
	}
	f := &fileParser{parser: p, spec: &fileSpec{cat: p.cat, zone: p.zone, named: p.named}, handles: map[string]int{}}
	f.emptyAs = setOf(append(p.optionalTexts(o, "emptyAs"), p.emptyAs...))
	file := File{spec: f.spec}
	p.place(o, &file)
	file.Format = p.format(o)
	file.FillDown = normalNames(p.optionalTexts(o, "fillDown"))
	if file.Inline != nil && len(file.FillDown) > 0 {
		p.at(o.values["fillDown"], "fillDown: is for files; rows of the mapping's own say everything themselves")
	}
	if n := o.values["totals"]; n != nil {
		file.SkipTotals = p.oneOf(n, "totals", totalsWords...) == "skip"
	}
	in := scope{f: f}
	f.sources, f.about = in.sourcesOf(o, nil), in.aboutOf(o, aboutSpec{})
	f.spec.when, f.spec.require = in.whenOf(o), in.requireOf(o)
	if !o.has("nodes") && !o.has("links") {
		p.at(n, "the file has neither nodes: nor links:, so its rows would mean nothing")
	}
	if nodes := o.values["nodes"]; nodes != nil {
		f.nodes(list(nodes))
	}
	if links := o.values["links"]; links != nil {
		f.links(list(links))
	}
	f.spec.columns = f.spec.columnsRead(file.FillDown)
	return file
}

func normalNames(names []string) []string {
	for i, name := range names {
		names[i] = normalName(name)
	}
	return names
}

// place reads where the rows are: in a file, or in the mapping itself.
func (p *parser) place(o *object, file *File) {
	switch {
	case o.has("file") == o.has("rows"):
		p.at(o.node, "expected either file: with a name or pattern, or rows: with rows of the mapping's own")
	case o.has("file"):
		file.Pattern = p.text(o.values["file"], "file")
		_, err := path.Match(file.Pattern, "")
		if err != nil || !fs.ValidPath(file.Pattern) {
			p.at(o.values["file"], "file is %q, expected a name or pattern within the imported directory, such as companies.csv or data/*.csv", file.Pattern)
		}
	default:
		file.Pattern = "rows"
		if o.has("title") {
			file.Pattern = p.text(o.values["title"], "title")
		}
		file.Inline = p.inline(list(o.values["rows"]))
	}
}

func (p *parser) inline(items []*yaml.Node) []Inline {
	rows := []Inline{}
	for _, item := range items {
		o := p.object(item, "a row")
		if o == nil {
			continue
		}
		row := Inline{Line: item.Line, Values: map[string]any{}}
		for _, key := range o.keys {
			if isNull(o.values[key]) {
				continue
			}
			row.Values[key] = p.constant(o.values[key], key)
		}
		rows = append(rows, row)
	}
	return rows
}

// columnsRead lists the columns of all values and conditions, and those that are filled.
func (s *fileSpec) columnsRead(filled []string) []string {
	found := map[string]bool{}
	add := func(name string) { found[name] = true }
	for _, name := range filled {
		add(name)
	}
	s.when.columns(add)
	for _, q := range s.require {
		q.columns(add)
	}
	for _, f := range s.fanouts {
		f.columns(add)
	}
	for _, n := range s.nodes {
		n.columns(add)
	}
	for _, l := range s.links {
		l.columns(add)
	}
	return slices.Sorted(maps.Keys(found))
}

func setOf(list []string) map[string]bool {
	set := map[string]bool{}
	for _, s := range list {
		set[trimmed(s)] = true
	}
	return set
}
