package people

import (
	"context"
	"encoding/json"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/read/view"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/store/query"
)

// An erasure is kept with the graph, in the transaction that erases: its result, so that who asks
// again is answered the same, and until all files were looked through what they are looked
// through for. So nothing is left undone by a service that dies in between.

// Keep notes an erasure of which the files of a place are still to be looked through; an empty
// place has none.
func (e *Erasure) Keep(ctx context.Context, tx *neo.Tx, place string) error {
	e.place = place
	row, err := e.row()
	if err != nil {
		return err
	}
	_, err = tx.Query(ctx, query.Statement{Text: "MERGE (e:" + catalog.ErasureLabel + " {id: $row.id}) SET e = $row, e.at = timestamp()", Params: map[string]any{"row": row}})
	return err
}

func (e *Erasure) row() (map[string]any, error) {
	result, err := json.Marshal(e)
	if err != nil {
		return nil, fault.Wrap(fault.Internal, err, "cannot note what became of the erasure")
	}
	row := map[string]any{"id": e.Person, "result": string(result)}
	if e.place != "" {
		row["place"], row["markers"] = e.place, e.Markers
	}
	return row, nil
}

// Done notes that all files were looked through; what they were looked through for is forgotten.
func (e *Erasure) Done(ctx context.Context, db *neo.DB) error {
	return db.Write(ctx, func(tx *neo.Tx) error { return e.Keep(ctx, tx, "") })
}

// Waits tells that the files of a place are still to be looked through.
func (e *Erasure) Waits(place string) bool { return e.place != "" && e.place == place }

// kept is an erasure as it is stored.
type kept struct {
	Result  string   `column:"result"`
	Place   string   `column:"place"`
	Markers []string `column:"markers"`
}

const keptColumns = "e.result AS result, e.place AS place, e.markers AS markers"

func (k kept) erasure() (*Erasure, error) {
	e := &Erasure{place: k.Place, Markers: k.Markers}
	if err := json.Unmarshal([]byte(k.Result), e); err != nil {
		return nil, fault.Wrap(fault.Internal, err, "what became of an erasure cannot be read")
	}
	return e, nil
}

// Kept reads the erasure of a person; false when there was none.
func Kept(ctx context.Context, run query.Runner, person string) (*Erasure, bool, error) {
	k, found, err := query.One[kept](ctx, run, query.Statement{
		Text: "MATCH (e:" + catalog.ErasureLabel + " {id: $id}) RETURN " + keptColumns, Params: map[string]any{"id": person},
	})
	if err != nil || !found {
		return nil, false, err
	}
	e, err := k.erasure()
	return e, err == nil, err
}

// Pending reads the erasures of which the files of a place are still to be looked through.
func Pending(ctx context.Context, run query.Runner, place string) ([]*Erasure, error) {
	found, err := query.All[kept](ctx, run, query.Statement{
		Text: "MATCH (e:" + catalog.ErasureLabel + " {place: $place}) RETURN " + keptColumns + " ORDER BY e.id", Params: map[string]any{"place": place},
	})
	if err != nil {
		return nil, err
	}
	list := make([]*Erasure, len(found))
	for i, k := range found {
		if list[i], err = k.erasure(); err != nil {
			return nil, err
		}
	}
	return list, nil
}

// restrict leaves of what may still mention the person what the reader may see.
func (e *Erasure) restrict(ctx context.Context, v *view.View) error {
	found := mentioned{list: e.MayStillMention}
	err := found.keepVisible(ctx, v)
	e.MayStillMention = found.list
	return err
}
