package merge

import (
	"context"
	"strings"
	"unicode/utf8"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/write/input"
	"github.com/clustergraph/clustergraph/internal/write/record"
)

// maxReason bounds an evidence or a reason, in characters.
const maxReason = 2_000

// arguments reads the arguments of a custom mutation and gathers what is wrong with them.
type arguments struct {
	record.Work
	cat     *catalog.Catalog
	refused []error
}

func (a *arguments) refuse(code fault.Code, path []any, format string, args ...any) {
	a.refused = append(a.refused, fault.New(code, format, args...).At(path...))
}

// done sorts what a mutation failed with: faults of ours are refusals of the request, with what
// was refused before; the rest is the database's.
func (a *arguments) done(err error) ([]error, error) {
	why, failed := record.Refusal(err)
	if why != nil {
		return append(a.refused, why), nil
	}
	return a.refused, failed
}

// pair finds the two entities that arguments name, which must be of one type and may be seen.
// An id that was merged away leads to what stands for it.
func (a *arguments) pair(ctx context.Context, first, second string, ids [2]string) (e *catalog.Entity, found [2]string, err error) {
	names := [2]string{first, second}
	for i, given := range ids {
		if a.cat.EntityWithID(given) == nil {
			a.refused = append(a.refused, fault.NoEntityID(given).At(names[i]))
		}
	}
	if len(a.refused) > 0 {
		return nil, found, nil
	}
	e = a.cat.EntityOfID(ids[0])
	if other := a.cat.EntityOfID(ids[1]); other != e {
		a.refuse(fault.BadUserInput, []any{names[1]}, "a %s and a %s cannot be the same; name two entities of one type", e.Name, other.Name)
		return nil, found, nil
	}
	hits, err := a.Writer.Resolve(ctx, a.Tx, []input.Ref{{ID: ids[0]}, {ID: ids[1]}})
	if err != nil {
		return nil, found, err
	}
	seen, err := a.Seen(ctx, []string{hits[0].ID, hits[1].ID})
	if err != nil {
		return nil, found, err
	}
	for i, h := range hits {
		if found[i] = h.ID; h.ID == "" || !seen(h.ID) {
			a.refused = append(a.refused, fault.NoSuch(e.Name, ids[i]).At(names[i]))
		}
	}
	return e, found, nil
}

// reason reads an argument that says why.
func (a *arguments) reason(name string, v any) string {
	text, _ := v.(string)
	text = strings.TrimSpace(text)
	switch {
	case text == "":
		a.refuse(fault.BadUserInput, []any{name}, "say why; others will want to know")
	case utf8.RuneCountInString(text) > maxReason:
		a.refuse(fault.BadUserInput, []any{name}, "it is %d characters long, at most %d are kept", utf8.RuneCountInString(text), maxReason)
	}
	return text
}

// sources reads an argument with ids of sources that must be there.
func (a *arguments) sources(ctx context.Context, name string, ids []string) error {
	refs := make([]input.Ref, len(ids))
	for i, source := range ids {
		refs[i] = input.Ref{ID: source}
	}
	hits, err := a.Writer.Resolve(ctx, a.Tx, refs)
	if err != nil {
		return err
	}
	var found []string
	for _, h := range hits {
		found = append(found, h.ID)
	}
	seen, err := a.Seen(ctx, found)
	if err != nil {
		return err
	}
	for i, h := range hits {
		if h.Entity == nil || !h.Entity.IsSource() || h.ID == "" || !seen(h.ID) {
			a.refuse(fault.BadUserInput, []any{name, i}, "there is no source with the id %q; record it first", fault.Excerpt(ids[i]))
		}
	}
	return nil
}
