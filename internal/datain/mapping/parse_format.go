package mapping

import (
	"unicode/utf8"

	"go.yaml.in/yaml/v3"
)

// formatOption is a key of csv:, xlsx: or jsonl:.
type formatOption struct {
	key
	read func(p *parser, n *yaml.Node, f *Format)
}

var (
	encodingOption  = formatOption{key{"encoding", text("utf-8, utf-16 or gb18030; found out when it is left out.")}, (*parser).encoding}
	delimiterOption = formatOption{key{"delimiter", text("One character between cells, or tab; found out when it is left out.")}, (*parser).delimiter}
	sheetOption     = formatOption{key{"sheet", text("Name of the sheet; the first visible one when it is left out.")}, (*parser).sheet}
	headerOption    = formatOption{
		key{"headerRow", js{"type": "integer", "minimum": 1, "description": "Row of the column names, counted from 1."}},
		(*parser).headerRow,
	}
)

// fileFormats are the formats of files, each a key of a file.
var fileFormats = []struct {
	name    string
	options []formatOption
}{
	{"csv", []formatOption{encodingOption, delimiterOption, headerOption}},
	{"xlsx", []formatOption{sheetOption, headerOption}},
	{"jsonl", []formatOption{encodingOption}},
}

func formatKeys() keys {
	list := make(keys, len(fileFormats))
	for i, f := range fileFormats {
		list[i] = key{f.name, closed(optionKeys(f.options), nil)}
	}
	return list
}

func optionKeys(options []formatOption) keys {
	list := make(keys, len(options))
	for i, o := range options {
		list[i] = o.key
	}
	return list
}

func (p *parser) format(o *object) Format {
	var f Format
	for _, known := range fileFormats {
		n := o.values[known.name]
		if n == nil {
			continue
		}
		if f.Kind != "" {
			p.at(n, "the file is %s already, it cannot be %s too", f.Kind, known.name)
		}
		f.Kind = known.name
		p.formatOptions(n, known.name, known.options, &f)
	}
	return f
}

func (p *parser) formatOptions(n *yaml.Node, format string, options []formatOption, f *Format) {
	o := p.object(n, format, optionKeys(options).names()...)
	if o == nil {
		return
	}
	for _, option := range options {
		if v := o.values[option.name]; v != nil {
			option.read(p, v, f)
		}
	}
}

func (p *parser) encoding(n *yaml.Node, f *Format) { f.Encoding = p.text(n, "encoding") }

func (p *parser) sheet(n *yaml.Node, f *Format) { f.Sheet = p.text(n, "sheet") }

func (p *parser) headerRow(n *yaml.Node, f *Format) { f.HeaderRow = p.integer(n, "headerRow", 1, 1000) }

func (p *parser) delimiter(n *yaml.Node, f *Format) {
	s := p.text(n, "delimiter")
	if s == "tab" {
		s = "\t"
	}
	r, size := utf8.DecodeRuneInString(s)
	if size != len(s) {
		p.at(n, "delimiter is %q, expected one character, or tab", s)
	}
	f.Delimiter = r
}
