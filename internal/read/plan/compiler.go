package plan

import (
	"errors"
	"fmt"
	"maps"
	"slices"

	"github.com/vektah/gqlparser/v2/ast"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/model/privacy"
)

// MaxPageSize bounds first, last and the ids of nodes.
const MaxPageSize = 200

// defaultPageSize is that of the served schema; it applies where null is given.
const defaultPageSize = 20

// Scope gives the predicate that every matched node of an entity must satisfy, nil for
// none. It reaches far ends, counts and paths alike.
type Scope func(*catalog.Entity) Predicate

// Compiler compiles root fields. It is safe for concurrent use.
type Compiler struct {
	cat    *catalog.Catalog
	signer *Signer
	policy privacy.Policy
}

// NewCompiler returns a compiler of requests against the catalog's schema. Sensitive values
// are masked in what it compiles: see For.
func NewCompiler(cat *catalog.Catalog, signer *Signer) *Compiler {
	return &Compiler{cat: cat, signer: signer}
}

// For returns a compiler of requests that may see what the policy says.
func (c *Compiler) For(policy privacy.Policy) *Compiler {
	other := *c
	other.policy = policy
	return &other
}

// Policy is what the requests that it compiles may see.
func (c *Compiler) Policy() privacy.Policy { return c.policy }

// Signer returns what signs the compiler's cursors.
func (c *Compiler) Signer() *Signer { return c.signer }

// Build compiles one root field of a validated operation. Fields of the same response key
// must have been merged: selections holds all of their selections. A scope of nil restricts
// nothing. Errors are of package fault with the path inside the field's arguments.
func (c *Compiler) Build(field *ast.Field, selections ast.SelectionSet, vars map[string]any, scope Scope) (*Root, error) {
	return c.build(field, selections, vars, scope, nil)
}

// build is Build with the ids of what stands for others.
func (c *Compiler) build(field *ast.Field, selections ast.SelectionSet, vars map[string]any, scope Scope, led map[string]string) (*Root, error) {
	b := newBuilder(c, vars, scope)
	b.led = led
	root := &Root{Name: field.Name}
	args := argumentsOf(field, vars)
	if err := b.root(root, field, args, selections); err != nil {
		return nil, err
	}
	root.Named = b.named
	root.Rows, root.Hops = rootCost(root)
	return root, nil
}

type builder struct {
	*Compiler
	vars  map[string]any
	scope Scope
	// named are the ids that filters name, led those of what stands for them.
	named []string
	led   map[string]string
}

func newBuilder(c *Compiler, vars map[string]any, scope Scope) *builder {
	if scope == nil {
		scope = func(*catalog.Entity) Predicate { return nil }
	}
	return &builder{Compiler: c, vars: vars, scope: scope}
}

func (b *builder) root(root *Root, field *ast.Field, args arguments, selections ast.SelectionSet) (err error) {
	switch typeName := field.Definition.Type.Name(); {
	case field.Name == "node":
		root.One, err = b.node(args, selections)
	case field.Name == "nodes":
		root.Nodes, err = b.nodes(args, selections)
	case b.cat.Entity(typeName) != nil:
		root.One, err = b.one(b.cat.Entity(typeName), args, selections)
	default:
		root.Page, err = b.rootPage(b.cat.ConnectionOf(typeName), args, selections)
	}
	return err
}

func (b *builder) one(e *catalog.Entity, args arguments, selections ast.SelectionSet) (*One, error) {
	by, _ := args.values["by"].(map[string]any)
	given := slices.Sorted(maps.Keys(by))
	if len(given) != 1 || by[given[0]] == nil {
		return nil, at(fault.New(fault.BadUserInput, "give exactly one key, and not null"), "by")
	}
	key := e.Field(given[0])
	if key == nil || !key.Unique {
		return nil, at(fault.New(fault.BadUserInput, "%s has no key %q", e.Name, given[0]), "by")
	}
	value, err := coerce(b.cat, key, by[given[0]], true)
	if err != nil {
		return nil, at(err, "by", given[0])
	}
	object, err := b.object(e, selections)
	if err != nil {
		return nil, err
	}
	return &One{Key: key, Value: value, Object: object}, nil
}

// node is a lookup by id; the id's prefix says of which type.
func (b *builder) node(args arguments, selections ast.SelectionSet) (*One, error) {
	id, _ := args.values["id"].(string)
	e := b.cat.EntityOfID(id)
	if e == nil {
		return nil, at(unknownID(id), "id")
	}
	object, err := b.object(e, selections)
	if err != nil {
		return nil, err
	}
	return &One{Key: e.Field("id"), Value: id, Object: object}, nil
}

func (b *builder) nodes(args arguments, selections ast.SelectionSet) (*Nodes, error) {
	list := listOf(args.values["ids"])
	if len(list) > MaxPageSize {
		return nil, at(fault.New(fault.BadUserInput, "at most %d ids at once; %d were given", MaxPageSize, len(list)), "ids")
	}
	n := &Nodes{}
	byType := map[*catalog.Entity][]string{}
	for i, item := range list {
		id, _ := item.(string)
		e := b.cat.EntityOfID(id)
		if e == nil {
			return nil, at(unknownID(id), "ids", i)
		}
		n.IDs = append(n.IDs, id)
		if !slices.Contains(byType[e], id) {
			byType[e] = append(byType[e], id)
		}
	}
	for _, e := range b.cat.Entities {
		if byType[e] == nil {
			continue
		}
		object, err := b.object(e, selections)
		if err != nil {
			return nil, err
		}
		n.ByType = append(n.ByType, NodesOfType{IDs: byType[e], Object: object})
	}
	return n, nil
}

func unknownID(id string) *fault.Error {
	return fault.New(fault.BadUserInput, "%q is not an id of this graph; ids look like com_01h2xcejqtf2nbrexx3vqjhp41", fault.Excerpt(id))
}

// at puts path elements in front of an error's path.
func at(err error, path ...any) error {
	if e, isFault := errors.AsType[*fault.Error](err); isFault {
		e.Path = append(slices.Clone(path), e.Path...)
		return e
	}
	return fmt.Errorf("%v: %w", path, err)
}
