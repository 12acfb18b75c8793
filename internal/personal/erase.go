package personal

import (
	"context"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/clustergraph/clustergraph/internal/catalog"
	"github.com/clustergraph/clustergraph/internal/fault"
	"github.com/clustergraph/clustergraph/internal/neo"
	"github.com/clustergraph/clustergraph/internal/record"
	"github.com/clustergraph/clustergraph/internal/search"
)

// maxReason bounds the reason of an erasure, in characters.
const maxReason = 500

// Erasure is what became of a person who was erased.
type Erasure struct {
	Person string `json:"person"`
	// Relationships is how many were removed, Changes how many lost their values.
	Relationships int `json:"relationships"`
	Changes       int `json:"changes"`
	// MayStillMention are records of others; Truncated tells that there are more.
	MayStillMention []Mention `json:"mayStillMention"`
	Truncated       bool      `json:"truncated"`
	// Uploads is how many uploaded files' sets named the person, and were removed.
	Uploads int `json:"uploads"`
	// Markers are the texts by which the person is recognised, for what is kept outside of the
	// graph. They are never told.
	Markers []string `json:"-"`
}

// Eraser erases people. It is safe for concurrent use.
type Eraser struct {
	cat    *catalog.Catalog
	finder *search.Finder
}

// NewEraser returns an eraser of the catalog's people.
func NewEraser(cat *catalog.Catalog) *Eraser { return &Eraser{cat, search.NewFinder(cat)} }

// Check tells what is wrong with the words of a request.
func Check(id, reason, confirm string) []error {
	var wrong []error
	add := func(argument, format string, args ...any) {
		wrong = append(wrong, &fault.Error{Code: fault.BadUserInput, Message: fmt.Sprintf(format, args...), Path: []any{argument}})
	}
	if strings.TrimSpace(reason) == "" {
		add("reason", "the reason is empty; say why the person is erased, without personal data: the audit keeps it")
	}
	if n := utf8.RuneCountInString(reason); n > maxReason {
		add("reason", "the reason is %d characters long, at most %d are kept", n, maxReason)
	}
	if confirm != id {
		add("confirm", "confirm is not the id of the person; an erasure cannot be undone, so give the id twice")
	}
	return wrong
}

// Erase removes a person from the graph inside tx, and everything that tells who it was. The
// reason stays; one that names the person is refused. Errors of package fault have the path
// of their argument; others are of the database, as they came.
func (e *Eraser) Erase(ctx context.Context, tx *neo.Tx, w *record.Writer, id, reason string) (*Erasure, error) {
	s, err := find(ctx, tx.Run, e.cat, id)
	if err != nil {
		return nil, at(err, "person")
	}
	if err := s.lock(ctx, tx); err != nil {
		return nil, err
	}
	known := markers(s.entity, s.Properties)
	if mentions(reason, known) {
		return nil, at(fault.New(fault.BadUserInput, "the reason names the person, and the audit keeps it; say why without naming them"), "reason")
	}
	result := &Erasure{Person: s.ID, Relationships: len(s.links), Markers: known}
	if err := e.mention(ctx, tx.Run, s, result); err != nil {
		return nil, err
	}
	if result.Changes, err = s.redactChanges(ctx, tx); err != nil {
		return nil, err
	}
	if err := s.remove(ctx, tx); err != nil {
		return nil, err
	}
	if err := w.Bury(ctx, tx, s.entity, s.Properties); err != nil {
		return nil, err
	}
	var edges []record.Thing
	for _, l := range s.links {
		edges = append(edges, l.Thing)
	}
	return result, w.Because(strings.TrimSpace(reason)).NoteErasure(ctx, tx, s.Thing, edges)
}

// lock keeps others from writing to the person, and reads again what is then there.
func (s *subject) lock(ctx context.Context, tx *neo.Tx) error {
	rows, err := tx.Run(ctx, neo.Statement{
		Text:   "MATCH (n:" + quote(s.label()) + " {id: $id}) SET n.version = n.version + 0 RETURN properties(n)",
		Params: map[string]any{"id": s.ID},
	})
	if err != nil {
		return err
	}
	if len(rows) == 0 {
		return at(missing(s.entity, s.ID), "person")
	}
	s.Properties, _ = rows[0][0].(map[string]any)
	return nil
}

// remove removes the node, its relationships, what sources say of them, and what search finds
// them by.
func (s *subject) remove(ctx context.Context, tx *neo.Tx) error {
	for _, text := range []string{
		"UNWIND $things AS v MATCH (s:" + catalog.StatementLabel + " {of: v}) DELETE s",
		"MATCH (d:" + catalog.SearchLabel + " {of: $id}) DELETE d",
		"MATCH (n:" + quote(s.label()) + " {id: $id}) DETACH DELETE n",
	} {
		if _, err := tx.Run(ctx, neo.Statement{Text: text, Params: map[string]any{"id": s.ID, "things": s.ids()}}); err != nil {
			return err
		}
	}
	return nil
}

// ids are those of the person and of all relationships, also of those that are no more.
func (s *subject) ids() []string {
	ids := append([]string{s.ID}, s.past...)
	for _, l := range s.links {
		ids = append(ids, l.ID)
	}
	return ids
}

// redactChanges takes the values out of all changes about the person and the relationships,
// and returns how many there are.
func (s *subject) redactChanges(ctx context.Context, tx *neo.Tx) (int, error) {
	rows, err := tx.Run(ctx, neo.Statement{
		Text:   "UNWIND $things AS v MATCH (c:" + catalog.ChangeLabel + " {of: v}) RETURN c.id, c.before, c.after",
		Params: map[string]any{"things": s.ids()},
	})
	if err != nil {
		return 0, err
	}
	set := make([]any, len(rows))
	for i, row := range rows {
		before, err := withoutValues(textOf(row[1]))
		if err != nil {
			return 0, err
		}
		after, err := withoutValues(textOf(row[2]))
		if err != nil {
			return 0, err
		}
		set[i] = []any{row[0], orNil(before), orNil(after)}
	}
	_, err = tx.Run(ctx, neo.Statement{
		Text: "UNWIND $rows AS row MATCH (c:" + catalog.ChangeLabel + " {id: row[0]}) " +
			"SET c.before = row[1], c.after = row[2], c.reason = null, c.erased = true",
		Params: map[string]any{"rows": set},
	})
	return len(rows), err
}

// orNil is how no text is stored.
func orNil(text string) any {
	if text == "" {
		return nil
	}
	return text
}

// at gives an error of ours the argument that it is about.
func at(err error, argument string) error {
	if f, isFault := err.(*fault.Error); isFault { //nolint:errorlint // only what was made here
		f.Path = []any{argument}
	}
	return err
}

// Names tells whether a text names the person, for what is kept outside of the graph.
func (e *Erasure) Names(text string) bool { return mentions(text, e.Markers) }

// Redact takes the person out of a report that is written as JSON.
func (e *Erasure) Redact(report string) (string, bool, error) { return Redact(report, e.Markers) }
