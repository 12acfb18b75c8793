package people

import (
	"context"
	"errors"
	"strings"
	"unicode/utf8"

	"github.com/clustergraph/clustergraph/internal/access/grant"
	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/write/input"
	"github.com/clustergraph/clustergraph/internal/write/record"
)

// OptOut withholds a person as a part of a mutation request, and returns the id that the
// person has. Refused are what stands against it; an err is one of the database, as it came.
// Who may not see personal data is told of one who is withheld already as of one who was never
// there.
func OptOut(ctx context.Context, cat *catalog.Catalog, work record.Work, g grant.Grant, id, reason string) (person string, refused []error, err error) {
	e, err := EntityOf(cat, id)
	if err != nil {
		refused = append(refused, ofPerson(err))
	}
	if utf8.RuneCountInString(reason) > maxReason {
		refused = append(refused, fault.New(fault.BadUserInput, "the reason is too long, at most %d characters are kept", maxReason).At("reason"))
	}
	if refused != nil {
		return "", refused, nil
	}
	public, err := public(ctx, work, e, id)
	if err != nil || public == "" {
		withheld, asideErr := work.Writer.IsWithheld(ctx, work.Tx, id)
		if err == nil && asideErr == nil && withheld && g.Policy.ShowSensitive {
			return id, nil, nil
		}
		if err = errors.Join(err, asideErr); err != nil {
			return "", nil, err
		}
		return optOutGone(ctx, cat, work, e, id)
	}
	row := input.Node{ID: public, Values: map[string]any{e.Withholding().Name: true}}
	outcomes, err := work.Writer.Because(strings.TrimSpace(reason)).UpsertNodes(ctx, work.Tx, e, []input.Node{row})
	if err == nil && outcomes[0].Status == record.Rejected {
		err = fault.New(fault.Conflict, "%s", outcomes[0].Problems[0].Reason)
	}
	if err != nil {
		refused, err = refusals(err)
		return "", refused, err
	}
	return public, nil, nil
}

// public finds the public node that an id leads to, if the request may see it.
func public(ctx context.Context, work record.Work, e *catalog.Entity, id string) (string, error) {
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

// WithdrawOptOut puts a withheld person back, for who may see sensitive values.
func WithdrawOptOut(ctx context.Context, cat *catalog.Catalog, work record.Work, g grant.Grant, id string) (person string, refused []error, err error) {
	e, err := EntityOf(cat, id)
	if err == nil {
		if err = mayShow(g); err == nil {
			err = work.Writer.Show(ctx, work.Tx, e, id)
		}
	}
	if err != nil {
		refused, err = refusals(err)
		return "", refused, err
	}
	return id, nil, nil
}

// mayShow refuses readers that may not see sensitive values.
func mayShow(g grant.Grant) error {
	if g.Policy.ShowSensitive {
		return nil
	}
	return fault.New(fault.Forbidden, "this is for those who may see personal data; the operator decides who that is (serve --show-sensitive)")
}

// ofPerson gives an error of ours that names no argument the one that names the person.
func ofPerson(err error) error {
	if f, isFault := errors.AsType[*fault.Error](err); isFault && f.Path == nil {
		return f.At("person")
	}
	return err
}

// refusals tells what is wrong with the id of a person from what the database cannot do.
func refusals(err error) (refused []error, failed error) {
	why, failed := record.Refusal(err)
	if why != nil {
		refused = []error{ofPerson(why)}
	}
	return refused, failed
}
