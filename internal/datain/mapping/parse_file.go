package mapping

import (
	"io/fs"
	"maps"
	"path"
	"slices"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"
)

var (
	aboutKeys = []string{"sources", "confidence", "validFrom", "validTo"}
	fileKeys  = append([]string{"file", "rows", "title", "csv", "xlsx", "jsonl", "emptyAs", "when", "require", "nodes", "links"}, aboutKeys...)
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
	o := p.object(n, "a file", fileKeys...)
	if o == nil {
		return File{}
	}
	f := &fileParser{parser: p, spec: &fileSpec{cat: p.cat}, handles: map[string]int{}}
	f.emptyAs = setOf(append(p.optionalTexts(o, "emptyAs"), p.emptyAs...))
	file := File{spec: f.spec}
	p.place(o, &file)
	file.Format = p.format(o)
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
	f.spec.columns = f.spec.columnsRead()
	return file
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

func (p *parser) format(o *object) Format {
	var f Format
	for _, kind := range []string{"csv", "xlsx", "jsonl"} {
		n := o.values[kind]
		if n == nil {
			continue
		}
		if f.Kind != "" {
			p.at(n, "the file is %s already, it cannot be %s too", f.Kind, kind)
		}
		f.Kind = kind
		keys := map[string][]string{"csv": {"encoding", "delimiter", "headerRow"}, "xlsx": {"sheet", "headerRow"}, "jsonl": {"encoding"}}
		p.formatOptions(n, kind, keys[kind], &f)
	}
	return f
}

func (p *parser) formatOptions(n *yaml.Node, kind string, keys []string, f *Format) {
	o := p.object(n, kind, keys...)
	if o == nil {
		return
	}
	if v := o.values["encoding"]; v != nil {
		f.Encoding = p.text(v, "encoding")
	}
	if v := o.values["sheet"]; v != nil {
		f.Sheet = p.text(v, "sheet")
	}
	if v := o.values["headerRow"]; v != nil {
		f.HeaderRow = p.integer(v, "headerRow", 1, 1000)
	}
	if v := o.values["delimiter"]; v != nil {
		s := p.text(v, "delimiter")
		if s == "tab" {
			s = "\t"
		}
		r, size := utf8.DecodeRuneInString(s)
		if size != len(s) {
			p.at(v, "delimiter is %q, expected one character, or tab", s)
		}
		f.Delimiter = r
	}
}

// columnsRead lists the columns of all values and conditions.
func (s *fileSpec) columnsRead() []string {
	found := map[string]bool{}
	add := func(name string) { found[name] = true }
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
