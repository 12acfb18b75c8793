package mapping

import (
	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/ident"
	"github.com/clustergraph/clustergraph/internal/write/input"
)

// filled are the values of a node or link, with where they come from.
type filled struct {
	values        map[string]any
	columns, text map[string]string
	sources       []input.Ref
	about         Provenance
}

// fill reads the fields. check looks at a value that may be omitted, as the write path
// would.
func (r *reading) fill(p *partSpec, check func(map[string]any) []input.Problem) filled {
	f := filled{values: map[string]any{}, columns: map[string]string{}, text: map[string]string{}}
	for _, spec := range p.fields {
		name := spec.field.Name
		if raw := spec.value.from.read(&r.row); r.spec.clears(raw) {
			f.values[name] = nil
			f.note(name, raw)
			continue
		}
		c := spec.value.read(&r.row)
		if c.reason == "" && c.value != nil && spec.value.omit {
			c = checked(c, check(map[string]any{name: c.value}))
		}
		if spec.field.Sensitive && c.text != "" {
			c.text = ident.Masked // reports are read by more people than may see it
		}
		if !r.usable(c, spec.value) {
			continue
		}
		f.values[name] = c.value
		f.note(name, c)
	}
	f.sources = r.sources(p.sources)
	f.about = r.about(p.about)
	return f
}

// clears tells that a cell asks for the stored value to be removed.
func (s *fileSpec) clears(c cell) bool {
	text, isText := c.value.(string)
	return isText && len(s.clearAs) > 0 && s.clearAs[trimmed(text)]
}

func (f *filled) note(name string, c cell) {
	if c.column != "" {
		f.columns[name], f.text[name] = c.column, c.text
	}
}

func checked(c cell, problems []input.Problem) cell {
	if len(problems) > 0 {
		return c.failed("%s", problems[0].Reason)
	}
	return c
}

// usable tells whether there is a value to take, and records what is wrong with one.
func (r *reading) usable(c cell, v *value) bool {
	if c.reason == "" {
		return c.value != nil
	}
	if v.omit {
		r.out.Lost = append(r.out.Lost, c.problem())
	} else {
		r.failed(c.problem())
	}
	return false
}

func (r *reading) sources(list []*value) []input.Ref {
	var refs []input.Ref
	for _, v := range list {
		if c := v.read(&r.row); r.usable(c, v) {
			refs = append(refs, input.Ref{Entity: sourceEntity, Field: citationKey, Value: c.value})
		}
	}
	return refs
}

// sourceEntity is what sources: declares, by its key.
const sourceEntity, citationKey = "Source", "citationKey"

func (r *reading) about(a aboutSpec) Provenance {
	var p Provenance
	p.ValidFrom, p.ValidTo = r.textAbout(a.validFrom), r.textAbout(a.validTo)
	if a.confidence != nil {
		if c := a.confidence.read(&r.row); r.usable(c, a.confidence) {
			f, _ := c.value.(float64)
			p.Confidence = &f
		}
	}
	return p
}

func (r *reading) textAbout(v *value) string {
	if v == nil {
		return ""
	}
	c := v.read(&r.row)
	if !r.usable(c, v) {
		return ""
	}
	return textOf(c.value)
}

// refTo names an entity by a key field.
func refTo(e *catalog.Entity, key *catalog.Field, v any) input.Ref {
	if key.Name == "id" {
		return input.Ref{ID: textOf(v)}
	}
	return input.Ref{Entity: e.Name, Field: key.Name, Value: v}
}
