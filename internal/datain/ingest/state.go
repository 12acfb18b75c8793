package ingest

import (
	"context"
	"encoding/json"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/store/query"
)

// position is how far an import is. Everything up to Line of the Task-th file is dealt with,
// but for the rows that wait. It is written in the transaction of each batch, so it is
// never ahead of the graph nor behind.
type position struct {
	Task    int      `json:"task"`
	Line    int      `json:"line"`
	Waiting []waiter `json:"waiting,omitempty"`
	// Files, Problems and Warnings are the counts so far, Rejects the length of the reject file.
	Files    []FileReport `json:"files"`
	Problems int          `json:"problems"`
	Warnings int          `json:"warnings"`
	Rejects  int64        `json:"rejects"`
}

// maxSaved bounds the waiting rows that are noted. As long as more wait, the place to go on
// stays where it was.
const maxSaved = 1_000

// savePosition is the last statement of a batch's transaction.
func savePosition(ctx context.Context, tx *neo.Tx, id string, p position, at string) error {
	text, err := json.Marshal(p)
	if err != nil {
		return fault.Wrap(fault.Internal, err, "cannot note how far the import is")
	}
	_, err = tx.Query(ctx, query.Statement{
		Text:   "MERGE (s:" + catalog.ImportLabel + " {id: $id}) SET s.position = $position, s.savedAt = $at",
		Params: map[string]any{"id": id, "position": string(text), "at": at},
	})
	return err
}

// loadPosition returns where an earlier import stopped; false when none did.
func loadPosition(ctx context.Context, db *neo.DB, id string) (p position, found bool, err error) {
	texts, err := query.Values[string](ctx, db, query.Statement{
		Text:   "MATCH (s:" + catalog.ImportLabel + " {id: $id}) RETURN s.position AS position",
		Params: map[string]any{"id": id},
	}, "position")
	if err != nil || len(texts) == 0 {
		return position{}, false, err
	}
	if err := json.Unmarshal([]byte(texts[0]), &p); err != nil {
		return position{}, false, fault.Wrap(fault.Conflict, err, "what the graph notes of an earlier import of these files cannot be read; use --restart")
	}
	return p, true, nil
}

// clearPosition forgets an import: the next one of the same files starts over.
func clearPosition(ctx context.Context, db *neo.DB, id string) error {
	return db.Write(ctx, func(tx *neo.Tx) error {
		_, err := tx.Query(ctx, query.Statement{Text: "MATCH (s:" + catalog.ImportLabel + " {id: $id}) DELETE s", Params: map[string]any{"id": id}})
		return err
	})
}
