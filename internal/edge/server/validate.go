package server

import (
	"strings"
	"unicode/utf8"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/validator/core"
	"github.com/vektah/gqlparser/v2/validator/rules"

	"github.com/clustergraph/clustergraph/internal/model/wellformed"
)

// selectionBudget bounds what a document selects once its fragments are
// expanded. GraphiQL's introspection query costs about 300.
const selectionBudget = 20_000

// validationRules are those of the specification, with five changes: a text with half a
// character is refused, a subscription to one field under two names is refused, as to two
// fields is, and so are conditions at its root; the incremental
// delivery that gqlgen's built-in schema offers and our transports do not is
// refused, and the comparison of overlapping fields, which takes seconds on a
// document made for it, runs only within a budget.
func validationRules() *rules.Rules {
	all := rules.NewDefaultRules()
	all.ReplaceRule(rules.OverlappingFieldsCanBeMergedRule.Name, overlapsWithinBudget)
	all.AddRule("OneStream", oneStream)
	all.AddRule("UnconditionalStream", unconditionalStream)
	all.AddRule("WholeCharacters", wholeCharacters)
	all.AddRule("NoIncrementalDelivery", func(observers *core.Events, addError core.AddErrFunc) {
		observers.OnDirective(func(_ *core.Walker, directive *ast.Directive) {
			if directive.Name == "defer" {
				addError(core.Message("@defer is not served here. Ask for the fields without it, or in a second request."),
					core.At(directive.Position))
			}
		})
	})
	return all
}

// wholeCharacters refuses texts with an escape of half a pair of surrogates, in whose place the
// lexer puts U+FFFD.
func wholeCharacters(observers *core.Events, addError core.AddErrFunc) {
	observers.OnValue(func(_ *core.Walker, value *ast.Value) {
		if value.Kind != ast.StringValue || !strings.ContainsRune(value.Raw, utf8.RuneError) {
			return
		}
		written := []rune(value.Position.Src.Input)[value.Position.Start:value.Position.End]
		if err := wellformed.JSON([]byte(string(written))); err != nil {
			addError(core.Message("A text cannot be read: %s.", err), core.At(value.Position))
		}
	})
}

// oneStream refuses a subscription with several keys in its answer. The rule of the library
// counts names of fields, and lets one field with two aliases pass.
func oneStream(observers *core.Events, addError core.AddErrFunc) {
	observers.OnOperation(func(_ *core.Walker, operation *ast.OperationDefinition) {
		if operation.Operation != ast.Subscription {
			return
		}
		keys := map[string]bool{}
		names := map[string]bool{}
		rootKeys(operation.SelectionSet, map[string]bool{}, keys, names)
		if len(keys) > 1 && len(names) == 1 {
			addError(core.Message("A subscription must select only one top level field. Send one for each."), core.At(operation.Position))
		}
	})
}

// rootKeys gathers the response keys and the names of the root fields.
func rootKeys(set ast.SelectionSet, passed, keys, names map[string]bool) {
	for _, selection := range set {
		switch s := selection.(type) {
		case *ast.Field:
			keys[s.Alias], names[s.Name] = true, true
		case *ast.InlineFragment:
			rootKeys(s.SelectionSet, passed, keys, names)
		case *ast.FragmentSpread:
			if s.Definition != nil && !passed[s.Name] {
				passed[s.Name] = true
				rootKeys(s.Definition.SelectionSet, passed, keys, names)
			}
		}
	}
}

func overlapsWithinBudget(observers *core.Events, addError core.AddErrFunc) {
	inner := &core.Events{}
	rules.OverlappingFieldsCanBeMergedRule.RuleFunc(inner, addError)
	done := false
	observers.OnOperation(func(walker *core.Walker, operation *ast.OperationDefinition) {
		if done {
			return
		}
		done = true
		if withinBudget(walker.Document) {
			core.Walk(walker.Schema, walker.Document, inner)
			return
		}
		addError(core.Message("The document repeats or nests too many selections. Split it, or use fewer and smaller fragments."),
			core.At(operation.Position))
	})
}

// withinBudget counts each selection at each place of the answer, and each pair
// of selections that have to be compared because they meet in one place.
func withinBudget(doc *ast.QueryDocument) bool {
	c := &selectionCost{doc: doc, left: selectionBudget}
	for _, operation := range doc.Operations {
		c.place(operation.SelectionSet)
	}
	for _, fragment := range doc.Fragments {
		c.place(fragment.SelectionSet)
	}
	return c.left >= 0
}

type selectionCost struct {
	doc  *ast.QueryDocument
	left int
}

// place counts the selections that meet in one object of the answer, and those below.
func (c *selectionCost) place(sets ...ast.SelectionSet) {
	fields, spreads := map[string][]ast.SelectionSet{}, map[string]bool{}
	for _, set := range sets {
		c.collect(set, fields, spreads)
	}
	// Fragments are compared pair by pair, with a pass over both.
	const fragmentPair = 4
	c.left -= fragmentPair * pairs(len(spreads))
	for _, same := range fields {
		c.left -= pairs(len(same))
		if c.left < 0 {
			return
		}
		c.place(same...)
	}
}

func (c *selectionCost) collect(set ast.SelectionSet, fields map[string][]ast.SelectionSet, spreads map[string]bool) {
	for _, selection := range set {
		c.left--
		if c.left < 0 {
			return
		}
		switch selection := selection.(type) {
		case *ast.Field:
			fields[selection.Alias] = append(fields[selection.Alias], selection.SelectionSet)
		case *ast.InlineFragment:
			c.collect(selection.SelectionSet, fields, spreads)
		case *ast.FragmentSpread:
			if fragment := c.doc.Fragments.ForName(selection.Name); fragment != nil && !spreads[selection.Name] {
				spreads[selection.Name] = true
				c.collect(fragment.SelectionSet, fields, spreads)
			}
		}
	}
}

func pairs(n int) int { return n * (n - 1) / 2 }
