package server

import (
	"context"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/errcode"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
	"github.com/vektah/gqlparser/v2/validator/core"

	"github.com/clustergraph/clustergraph/internal/model/fault"
)

// conditions is an extension of the executor. It refuses null at @skip and @include, which a
// variable that has a default may hold: it is neither true nor false, and nothing can be
// executed by it.
type conditions struct{}

var _ interface {
	graphql.HandlerExtension
	graphql.OperationContextMutator
} = conditions{}

// ExtensionName names the extension for gqlgen.
func (conditions) ExtensionName() string { return "Conditions" }

// Validate accepts every schema: all have the two directives.
func (conditions) Validate(graphql.ExecutableSchema) error { return nil }

// MutateOperationContext refuses the first null that it meets.
func (conditions) MutateOperationContext(_ context.Context, oc *graphql.OperationContext) *gqlerror.Error {
	var refused *gqlerror.Error
	everySelection(oc.Operation.SelectionSet, func(directives ast.DirectiveList) bool {
		for _, d := range conditionsOf(directives) {
			if v, err := d.Arguments.ForName("if").Value.Value(oc.Variables); err == nil && v == nil {
				refused = gqlerror.ErrorPosf(d.Position, "The condition of @%s is null, and must be true or false. Give the variable one of them, or leave it out for its default.", d.Name)
				errcode.Set(refused, string(fault.BadUserInput))
			}
		}
		return refused == nil
	})
	return refused
}

// conditionsOf are those of the directives that say whether what they stand at is executed.
func conditionsOf(directives ast.DirectiveList) []*ast.Directive {
	return append(directives.ForNames("skip"), directives.ForNames("include")...)
}

// everySelection gives visit the directives of each selection below a set, those of a fragment
// once, until it says no.
func everySelection(set ast.SelectionSet, visit func(ast.DirectiveList) bool) {
	walk := walker{passed: map[string]bool{}, visit: visit, deep: true}
	walk.set(set)
}

// walker walks a set and the fragments in it; deep, it follows fields too.
type walker struct {
	passed map[string]bool
	visit  func(ast.DirectiveList) bool
	deep   bool
}

func (w walker) set(set ast.SelectionSet) bool {
	for _, selection := range set {
		directives, below := within(selection)
		if !w.visit(directives) {
			return false
		}
		if spread, is := selection.(*ast.FragmentSpread); is {
			if w.passed[spread.Name] {
				continue
			}
			w.passed[spread.Name] = true
		}
		if _, isField := selection.(*ast.Field); isField && !w.deep {
			continue
		}
		if !w.set(below) {
			return false
		}
	}
	return true
}

// within are the directives of a selection and what stands below it.
func within(selection ast.Selection) (ast.DirectiveList, ast.SelectionSet) {
	switch s := selection.(type) {
	case *ast.Field:
		return s.Directives, s.SelectionSet
	case *ast.InlineFragment:
		return s.Directives, s.SelectionSet
	case *ast.FragmentSpread:
		if s.Definition != nil {
			return s.Directives, s.Definition.SelectionSet
		}
		return s.Directives, nil
	}
	return nil, nil
}

// unconditionalStream refuses conditions at the root of a subscription, as the specification
// does: without its one field there is nothing to send.
func unconditionalStream(observers *core.Events, addError core.AddErrFunc) {
	observers.OnOperation(func(_ *core.Walker, operation *ast.OperationDefinition) {
		if operation.Operation != ast.Subscription {
			return
		}
		root := walker{passed: map[string]bool{}, visit: func(directives ast.DirectiveList) bool {
			for _, d := range conditionsOf(directives) {
				addError(core.Message("The root field of a subscription takes no @%s. Decide before you subscribe.", d.Name), core.At(d.Position))
			}
			return true
		}}
		root.set(operation.SelectionSet)
	})
}
