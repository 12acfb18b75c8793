package graph

import (
	"context"
	"errors"
	"strings"
	"unicode/utf8"

	"github.com/clustergraph/clustergraph/internal/datain/importjob"
	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/people"
	"github.com/clustergraph/clustergraph/internal/store/element"
	"github.com/clustergraph/clustergraph/internal/write/input"
	"github.com/clustergraph/clustergraph/internal/write/record"
)

// maxReason bounds the reason of a change, in characters.
const maxReason = 500

// optOutCustom withholds a person.
func (r *Resolver) optOutCustom(ctx context.Context, work record.Work, arguments map[string]any) (any, []error, error) {
	id, reason := textArgument(arguments, "person"), textArgument(arguments, "reason")
	e, err := people.EntityOf(r.cat, id)
	if err != nil {
		return nil, []error{argued(err, "person")}, nil
	}
	if utf8.RuneCountInString(reason) > maxReason {
		return nil, []error{argued(fault.New(fault.BadUserInput, "the reason is too long, at most %d characters are kept", maxReason), "reason")}, nil
	}
	public, err := r.public(ctx, work, e, id)
	if err != nil || public == "" {
		withheld, asideErr := work.Writer.IsWithheld(ctx, work.Tx, id)
		if err == nil && asideErr == nil && withheld {
			return id, nil, nil
		}
		if err = errors.Join(err, asideErr); err != nil {
			return nil, nil, err
		}
		return nil, []error{argued(element.NoSuch(e, id), "person")}, nil
	}
	row := input.Node{ID: public, Values: map[string]any{e.Withholding().Name: true}}
	outcomes, err := work.Writer.Because(strings.TrimSpace(reason)).UpsertNodes(ctx, work.Tx, e, []input.Node{row})
	if err == nil && outcomes[0].Status == record.Rejected {
		err = fault.New(fault.Conflict, "%s", outcomes[0].Problems[0].Reason)
	}
	if err != nil {
		refused, failed := refusedFor(err, "person")
		return nil, refused, failed
	}
	return public, nil, nil
}

// public finds the public node that an id leads to, if the request may see it.
func (r *Resolver) public(ctx context.Context, work record.Work, e *catalog.Entity, id string) (string, error) {
	hits, err := work.Writer.Resolve(ctx, work.Tx, []input.Ref{{ID: id}})
	if err != nil || hits[0].ID == "" || hits[0].Entity != e {
		return "", err
	}
	seen, err := work.Seen(ctx, []string{hits[0].ID})
	if err != nil || !seen(hits[0].ID) {
		return "", err
	}
	return hits[0].ID, nil
}

// withdrawOptOutCustom puts a withheld person back.
func (r *Resolver) withdrawOptOutCustom(ctx context.Context, work record.Work, arguments map[string]any) (any, []error, error) {
	id := textArgument(arguments, "person")
	e, err := people.EntityOf(r.cat, id)
	if err == nil {
		if err = mayShow(ctx); err == nil {
			err = work.Writer.Show(ctx, work.Tx, e, id)
		}
	}
	if err != nil {
		refused, failed := refusedFor(err, "person")
		return nil, refused, failed
	}
	return id, nil, nil
}

// erasePersonCustom erases a person.
func (r *Resolver) erasePersonCustom(ctx context.Context, work record.Work, arguments map[string]any) (any, []error, error) {
	id, reason := textArgument(arguments, "person"), textArgument(arguments, "reason")
	if wrong := people.Check(id, reason, textArgument(arguments, "confirm")); wrong != nil {
		return nil, wrong, nil
	}
	seen, err := work.Seen(ctx, []string{id})
	if err != nil {
		return nil, nil, err
	}
	if !seen(id) {
		return nil, []error{argued(element.NoSuch(r.cat.EntityOfID(id), id), "person")}, nil
	}
	erasure, err := r.eraser.Erase(ctx, work.Tx, work.Writer, id, reason)
	if err == nil {
		err = importjob.Forget(ctx, work.Tx, erasure.Redact)
	}
	if err != nil {
		refused, failed := refusedFor(err, "person")
		return nil, refused, failed
	}
	return erasure, nil, nil
}
