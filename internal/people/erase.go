package people

import (
	"cmp"
	"context"
	"strings"
	"unicode/utf8"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/model/mention"
	"github.com/clustergraph/clustergraph/internal/read/view"
	"github.com/clustergraph/clustergraph/internal/store/element"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/write/aside"
	"github.com/clustergraph/clustergraph/internal/write/record"
)

// maxReason bounds the reason of an erasure, in characters.
const maxReason = 500

// namedReason stands in the audit for a reason that names the person.
const namedReason = "(the reason named the person and is not kept)"

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
	// place is where files are still to be looked through for the person, empty where that is done.
	place string
}

// Eraser erases people. It is safe for concurrent use.
type Eraser struct {
	cat *catalog.Catalog
	// texts are the names of all fields of text.
	texts []string
	// textTypes are the types of relationships that may have one.
	textTypes []string
}

// NewEraser returns an eraser of the catalog's people.
func NewEraser(cat *catalog.Catalog) *Eraser { return &Eraser{cat, textFields(cat), textTypes(cat)} }

// Check tells what is wrong with the words of a request.
func Check(id, reason, confirm string) []error {
	var wrong []error
	add := func(argument, format string, args ...any) {
		wrong = append(wrong, fault.New(fault.BadUserInput, format, args...).At(argument))
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

// ErasureRequest asks for an erasure.
type ErasureRequest struct {
	Person, Reason string
	// Confirm is the id of the person once more.
	Confirm string
	// Place is where uploads are kept that may name the person, empty for nowhere: see Pending.
	Place string
	// Also removes what else is kept of the person, in the same transaction: redact returns a
	// report without them, and whether it told of them.
	Also func(ctx context.Context, tx *neo.Tx, redact func(report string) (string, bool, error)) error
}

// Request erases a person as a part of a mutation request. Refused are what stands against it;
// an err is one of the database, as it came.
func (e *Eraser) Request(ctx context.Context, v *view.View, work record.Work, r ErasureRequest) (done *Erasure, refused []error, err error) {
	wrong := Check(r.Person, r.Reason, r.Confirm)
	if _, err := EntityOf(e.cat, r.Person); err != nil {
		wrong = append(wrong, ofPerson(err))
	}
	if wrong != nil {
		return nil, wrong, nil
	}
	seen, err := work.Seen(ctx, []string{r.Person})
	if err != nil {
		return nil, nil, err
	}
	if !seen(r.Person) {
		work.Veil(fault.NoSuch(e.cat.EntityOfID(r.Person).Name, r.Person).At("person"))
		return nil, nil, nil
	}
	done, err = e.Whole(ctx, v, work, r)
	if fault.CodeOf(err) == fault.NotFound && err != nil {
		work.Veil(ofPerson(err)) // one who is withheld can be erased, and must not be told by that
		return nil, nil, nil
	}
	if err != nil {
		refused, err = refusals(err)
		return nil, refused, err
	}
	return done, nil, nil
}

// Whole erases a person with all that else is kept of them, or finds what became of it when they
// were erased before.
func (e *Eraser) Whole(ctx context.Context, v *view.View, work record.Work, r ErasureRequest) (*Erasure, error) {
	done, err := e.Erase(ctx, v, work.Tx, work.Writer, r.Person, r.Reason)
	if fault.CodeOf(err) == fault.NotFound && err != nil {
		before, found, failed := Kept(ctx, v, r.Person)
		if failed != nil || !found {
			return nil, cmp.Or(failed, err)
		}
		return before, before.restrict(ctx, v)
	}
	if err == nil {
		err = r.Also(ctx, work.Tx, done.Redact)
	}
	if err == nil {
		err = done.Keep(ctx, work.Tx, r.Place)
	}
	return done, err
}

// Erase removes a person from the graph inside tx, which the View reads in, with those that were merged into them, and
// everything that tells who it was. The reason stays, unless it names
// the person. One who was merged into another is a CONFLICT.
// Errors of package fault have the path of their argument; others are of the database, as
// they came.
func (e *Eraser) Erase(ctx context.Context, v *view.View, tx *neo.Tx, w *record.Writer, id, reason string) (*Erasure, error) {
	s, err := find(ctx, tx, e.cat, id)
	if err != nil {
		return nil, fault.At(err, "person")
	}
	if s.ID != id {
		return nil, fault.New(fault.Conflict, "%s was merged into %s; give that id to erase both, or undo the merge first", id, s.ID).At("person")
	}
	result := &Erasure{Person: s.ID}
	for _, one := range s.all() {
		if err := one.lock(ctx, tx); err != nil {
			return nil, err
		}
		result.Relationships += len(one.links)
		former, err := one.formerMarkers(ctx, tx)
		if err != nil {
			return nil, err
		}
		result.Markers = append(append(result.Markers, mention.Markers(s.entity, one.Properties)...), former...)
	}
	if mention.New(result.Markers).In(reason) {
		reason = namedReason // a refusal would tell who tries names and numbers that one is right
	}
	if err := e.lookThrough(ctx, v, tx, s, result); err != nil {
		return nil, err
	}
	if err := s.forgetMerges(ctx, tx); err != nil {
		return nil, err
	}
	for _, one := range s.all() {
		if err := one.erase(ctx, tx, w.Because(strings.TrimSpace(reason)), result); err != nil {
			return nil, err
		}
	}
	others, err := e.redactOthers(ctx, tx, mention.New(result.Markers))
	result.Changes += others
	return result, err
}

// erase removes one node of the person's.
func (s *subject) erase(ctx context.Context, tx *neo.Tx, w *record.Writer, result *Erasure) error {
	changes, err := s.redactChanges(ctx, tx)
	if err != nil {
		return err
	}
	result.Changes += changes
	if err := s.remove(ctx, tx); err != nil {
		return err
	}
	if err := aside.Bury(ctx, tx, s.entity, s.Properties); err != nil {
		return err
	}
	var edges []element.Element
	for _, l := range s.links {
		edges = append(edges, l.Element)
	}
	return w.NoteErasure(ctx, tx, s.Element, edges)
}

// Names tells whether a text names the person, for what is kept outside of the graph.
func (e *Erasure) Names() func(text string) bool { return mention.New(e.Markers).In }

// Redact takes the person out of a report that is written as JSON.
func (e *Erasure) Redact(report string) (string, bool, error) { return Redact(report, e.Markers) }
