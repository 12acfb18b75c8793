package changes

import (
	"cmp"
	"context"
	"time"

	"github.com/clustergraph/clustergraph/internal/history/feed"
	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/read/view"
)

// Asked is which page of the feed is asked for.
type Asked struct {
	// Since leaves out what was changed before a moment, unless it is zero.
	Since time.Time
	// After is a cursor, empty for the beginning: that of the feed or, of the newest first, its end.
	After  string
	First  int
	Newest bool
	Want   feed.Want
}

// Page returns a page of the changes that the reader may see. What is asked was checked.
func (r *Reader) Page(ctx context.Context, v *view.View, of Asked) (feed.Page, error) {
	list, err := r.list(ctx, of)
	if err != nil {
		return feed.Page{}, err
	}
	p, err := feed.Changes(ctx, v, list, of.First, keeping(v))
	p.Before = of.After != ""
	// Who asks again and again goes on from where nothing was new.
	p.End = cmp.Or(p.End, of.After)
	return p, err
}

// Cursor is the one behind all that was written before the call.
func (r *Reader) Cursor(ctx context.Context) (string, error) {
	end, err := feed.End(ctx, r.db)
	return end.String(), err
}

// Check tells all that is wrong with what is asked.
func (of Asked) Check(cat *catalog.Catalog) error {
	_, cursor := feed.ParseEnd(of.After)
	return fault.Join(cursor, feed.CheckSize(of.First), feed.CheckTypes(cat, of.Want.Types), given(of.Want.Types, "types"), given(of.Want.By, "by"), given(of.Want.Kinds, "kind"))
}

// given refuses an empty list, which wants nothing.
func given[T any](list []T, name string) error {
	if list == nil || len(list) > 0 {
		return nil
	}
	return fault.EmptyList(name)
}

// list is the part of the feed that is asked for, of which all has its position.
func (r *Reader) list(ctx context.Context, of Asked) (list feed.List, err error) {
	list = feed.List{Want: of.Want, Newest: of.Newest}
	if _, err = feed.Sequence(ctx, r.db); err != nil {
		return list, err
	}
	if list.Before, err = feed.Given(ctx, r.db); err != nil {
		return list, err
	}
	at, err := feed.ParseEnd(of.After)
	switch {
	case err != nil:
		return list, err
	case of.Newest && of.After != "":
		list.Before = feed.Sooner(list.Before, at)
	case !of.Newest:
		list.After, err = feed.ParseCursor(of.After)
	}
	if err != nil || of.Since.IsZero() {
		return list, err
	}
	start, err := feed.At(ctx, r.db, of.Since)
	list.After = feed.Later(list.After, start)
	return list, err
}
