package graph

import (
	"context"
	"errors"

	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/people"
	"github.com/clustergraph/clustergraph/internal/store/element"
)

// held answers with everything that is held about a person, to who may see sensitive values.
func (r *Resolver) held(ctx context.Context, id string) (*people.Record, error) {
	if err := mayShow(ctx); err != nil {
		return nil, err
	}
	held, err := people.Held(ctx, r.db, r.cat, id)
	if err != nil {
		return nil, argued(err, "person")
	}
	visible, err := r.inScope(ctx, [][]string{{held.Person}})
	if err == nil && !held.Withheld && !visible(0) {
		err = argued(element.NoSuch(r.cat.EntityOfID(id), id), "person")
	}
	return held, err
}

// mayShow refuses requests that may not see sensitive values.
func mayShow(ctx context.Context) error {
	if requestOf(ctx).compiler.Policy().ShowSensitive {
		return nil
	}
	return fault.New(fault.Forbidden, "this is for those who may see personal data; the operator decides who that is (serve --show-sensitive)")
}

// argued gives an error of ours the argument that it is about.
func argued(err error, argument string) error {
	if f, isFault := errors.AsType[*fault.Error](err); isFault && f.Path == nil {
		f.Path = []any{argument}
	}
	return err
}

// refusedFor tells what is wrong with the argument of a custom mutation from what the database cannot do.
func refusedFor(err error, argument string) (refused []error, failed error) {
	switch fault.CodeOf(err) {
	case fault.BadUserInput, fault.NotFound, fault.Conflict, fault.Forbidden:
		return []error{argued(err, argument)}, nil
	}
	return nil, err
}

// erased answers an erasure once it is committed, and removes what uploads hold of the person
// on this machine: files are no part of a transaction.
func (r *Resolver) erased(ctx context.Context) (*people.Erasure, error) {
	erasure, err := customValue[*people.Erasure](ctx, r)
	if err != nil || r.imports == nil {
		return erasure, err
	}
	if erasure.Uploads, err = r.imports.Forget(erasure.Names); err != nil {
		return nil, fault.Wrap(fault.Internal, err, "the person is erased from the graph, but files of uploads that name them are left")
	}
	return erasure, nil
}
