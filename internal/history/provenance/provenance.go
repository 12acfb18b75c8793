package provenance

import (
	"context"
	"encoding/json"
	"time"

	"github.com/clustergraph/clustergraph/internal/history/changes"
	"github.com/clustergraph/clustergraph/internal/history/feed"
	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/read/view"
	"github.com/clustergraph/clustergraph/internal/write/record"
)

// Provenance is where a thing, and the value of each of its fields, is known from.
type Provenance struct {
	record.Thing
	Sources []string
	Fields  []Field
}

// Field is one value.
type Field struct {
	Name string
	// Value is what the thing shows, as JSON.
	Value json.RawMessage
	// At and By tell of the write that set the value; zero when it is older than the history.
	At time.Time
	By string
	// Sources are those of the shown value.
	Sources []string
	// Statements are what sources say where they disagree, none where they do not.
	Statements []record.Statement
}

// Of answers for the node or relationship with an id, or what stands for it since a merge; one
// that does not exist, or that the reader may not see, is NOT_FOUND.
func Of(ctx context.Context, v *view.View, id string) (*Provenance, error) {
	p, err := of(ctx, v, id)
	if fault.CodeOf(err) == fault.NotFound {
		redirects, failed := v.Redirects(ctx, []string{id})
		if failed != nil {
			return nil, failed
		}
		if into := redirects[id]; into != "" {
			p, err = of(ctx, v, into)
		}
	}
	if err != nil {
		return nil, err
	}
	visible, err := v.Visible(ctx, [][]string{changes.About(p.ID, p.From, p.To)})
	if err != nil {
		return nil, err
	}
	if !visible(0) {
		return nil, record.Unknown()
	}
	p.show(v)
	return p, nil
}

func of(ctx context.Context, v *view.View, id string) (*Provenance, error) {
	thing, found, err := record.FindBy(ctx, v.Run, v.Catalog(), id)
	if err != nil {
		return nil, err
	}
	if !found {
		return nil, record.Unknown()
	}
	var statements []record.Statement
	if thing.Properties[catalog.Contested] != nil {
		if statements, err = record.StatementsOf(ctx, v.Run, id); err != nil {
			return nil, err
		}
	}
	past, err := feed.PastBy(ctx, v.Run, v.Catalog(), id)
	if err != nil {
		return nil, err
	}
	p := &Provenance{Thing: thing, Sources: record.SourcesOf(thing.Properties)}
	p.Fields, err = fields(thing, past.Entries, statements)
	return p, err
}

// show leaves of all values what the reader may see.
func (p *Provenance) show(v *view.View) {
	for i := range p.Fields {
		f := &p.Fields[i]
		f.Value = v.Shown(p.Type, f.Name, f.Value)
		for j := range f.Statements {
			f.Statements[j].Value = v.Shown(p.Type, f.Name, f.Statements[j].Value)
		}
	}
}

// fields joins what is known by field, in the order of the declaration. It is pure.
func fields(thing record.Thing, history []feed.Entry, statements []record.Statement) ([]Field, error) {
	var list []Field
	told := record.Told(thing.Fields, thing.Properties)
	for _, name := range record.ToldNames(thing.Fields) {
		f := Field{Name: name, Sources: record.SourcesOf(thing.Properties)}
		for _, s := range statements {
			if s.Field == name {
				f.add(s)
			}
		}
		value, has := told[name]
		if !has && len(f.Statements) == 0 {
			continue
		}
		var err error
		if f.Value, err = json.Marshal(value); err != nil {
			return nil, fault.Wrap(fault.Internal, err, "the stored value of %s cannot be read", name)
		}
		f.recorded(history)
		list = append(list, f)
	}
	return list, nil
}

// add takes in a statement; the sources of the shown one are those of the value. A value
// that is none of the statements' was set by hand, and has no source.
func (f *Field) add(s record.Statement) {
	if len(f.Statements) == 0 {
		f.Sources = nil
	}
	f.Statements = append(f.Statements, s)
	if s.Displayed {
		f.Sources = s.Sources
	}
}

// recorded finds the last write of the field.
func (f *Field) recorded(history []feed.Entry) {
	for _, e := range history {
		for _, v := range e.Values {
			if v.Field == f.Name {
				f.At, f.By = e.At, e.By
			}
		}
	}
}
