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
	"github.com/clustergraph/clustergraph/internal/store/element"
	"github.com/clustergraph/clustergraph/internal/store/property"
	"github.com/clustergraph/clustergraph/internal/store/query"
	"github.com/clustergraph/clustergraph/internal/write/claim"
	"github.com/clustergraph/clustergraph/internal/write/journal"
)

// Provenance is where an element, and the value of each of its fields, is known from.
type Provenance struct {
	element.Element
	Sources []string
	Fields  []Field
}

// Field is one value.
type Field struct {
	Name string
	// Value is what the element shows, as JSON.
	Value json.RawMessage
	// At and By tell of the write that set the value; zero when it is older than the history.
	At time.Time
	By string
	// Sources are those of the shown value.
	Sources []string
	// Claims are what sources give where they disagree, none where they do not.
	Claims []claim.Claim
}

// Of answers for the node or relationship with an id, or what stands for it since a merge; one
// that does not exist, or that the reader may not see, is NOT_FOUND.
func Of(ctx context.Context, v *view.View, id string) (*Provenance, error) {
	if err := feed.CheckID(v.Catalog(), id, "id"); err != nil {
		return nil, err
	}
	id, err := v.Veiled(ctx, id)
	if err != nil {
		return nil, err
	}
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
		return nil, element.Unknown()
	}
	p.show(v)
	return p, nil
}

func of(ctx context.Context, v *view.View, id string) (*Provenance, error) {
	el, found, err := element.Find(ctx, v, v.Catalog(), id)
	if err != nil {
		return nil, err
	}
	if !found {
		return nil, element.Unknown()
	}
	claims, err := claimsOf(ctx, v, el)
	if err != nil {
		return nil, err
	}
	past, err := feed.PastOf(ctx, v, v.Catalog(), id)
	if err != nil {
		return nil, err
	}
	p := &Provenance{Element: el, Sources: property.Sources(el.Properties)}
	p.Fields, err = fields(el, past.Entries, claims)
	return p, err
}

// show leaves of all values what the reader may see.
func (p *Provenance) show(v *view.View) {
	for i := range p.Fields {
		f := &p.Fields[i]
		f.Value = v.Shown(p.Type, f.Name, f.Value)
		for j := range f.Claims {
			f.Claims[j].Value = string(v.Shown(p.Type, f.Name, json.RawMessage(f.Claims[j].Value)))
		}
	}
}

// claimsOf reads what sources give where they disagree about an element.
func claimsOf(ctx context.Context, run query.Runner, el element.Element) ([]claim.Claim, error) {
	if el.Properties[catalog.Contested] == nil {
		return nil, nil
	}
	rows, err := run.Query(ctx, claim.About([]string{el.ID}))
	if err != nil {
		return nil, err
	}
	return claim.Decode(rows)
}

// fields joins what is known by field, in the order of the declaration. It is pure.
func fields(el element.Element, history []feed.Entry, claims []claim.Claim) ([]Field, error) {
	var list []Field
	shown := journal.Audited(el.Fields, el.Properties)
	for _, declared := range claim.Fields(el.Fields) {
		name := declared.Name
		f := Field{Name: name, Sources: property.Sources(el.Properties)}
		for _, c := range claims {
			if c.Field == name {
				f.add(c)
			}
		}
		value, has := shown[name]
		if !has && len(f.Claims) == 0 {
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

// add takes in a claim; the sources of the shown one are those of the value. A value that
// nobody claims was set by hand, and has no source.
func (f *Field) add(c claim.Claim) {
	if len(f.Claims) == 0 {
		f.Sources = nil
	}
	f.Claims = append(f.Claims, c)
	if c.Displayed {
		f.Sources = c.Sources
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
