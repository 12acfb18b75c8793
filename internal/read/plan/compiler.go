package plan

import (
	"maps"
	"slices"
	"sync"

	"github.com/vektah/gqlparser/v2/ast"

	"github.com/clustergraph/clustergraph/internal/access/grant"
	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/model/privacy"
	"github.com/clustergraph/clustergraph/internal/model/scalar"
)

// MaxPageSize bounds first, last and the ids of nodes.
const MaxPageSize = 200

// defaultPageSize is that of the served schema; it applies where null is given.
const defaultPageSize = 20

// Compiler compiles root fields. It is safe for concurrent use.
type Compiler struct {
	cat    *catalog.Catalog
	signer *Signer
	scope  grant.Scope
	policy privacy.Policy
	today  func() scalar.Date
}

// NewCompiler returns a compiler of requests against the catalog's schema, which may see every
// entity and no sensitive value: see For. Today is what dates of requests are relative to.
func NewCompiler(cat *catalog.Catalog, signer *Signer, today func() scalar.Date) *Compiler {
	return &Compiler{cat: cat, signer: signer, today: today}
}

// For returns a compiler of requests under a grant. Its limits are the caller's to hold: the
// plans tell what a request costs.
func (c *Compiler) For(g grant.Grant) *Compiler {
	other := *c
	other.scope, other.policy = g.Scope, g.Policy
	return &other
}

// onOneDay is the compiler with a today that stays, so that one request has one.
func (c *Compiler) onOneDay() *Compiler {
	other := *c
	other.today = sync.OnceValue(c.today)
	return &other
}

// Signer returns what signs the compiler's cursors.
func (c *Compiler) Signer() *Signer { return c.signer }

// Build compiles one root field of a validated operation. Fields of the same response key
// must have been merged: selections holds all of their selections. Errors are of package fault
// with the path inside the field's arguments.
func (c *Compiler) Build(field *ast.Field, selections ast.SelectionSet, vars map[string]any) (*Root, error) {
	return c.build(field, selections, vars, nil)
}

// build is Build with the ids that others redirect to.
func (c *Compiler) build(field *ast.Field, selections ast.SelectionSet, vars map[string]any, redirects map[string]string) (*Root, error) {
	b := newBuilder(c, vars)
	b.redirects = redirects
	root := &Root{Name: field.Name}
	args := argumentsOf(field, vars)
	if err := b.root(root, field, args, selections); err != nil {
		return nil, err
	}
	root.Named = b.named
	root.Cost = rootCost(root)
	return root, nil
}

type builder struct {
	*Compiler
	vars map[string]any
	// named are the ids that filters name, redirects those that stand for them since a merge.
	named     []string
	redirects map[string]string
}

func newBuilder(c *Compiler, vars map[string]any) *builder {
	return &builder{Compiler: c, vars: vars}
}

func (b *builder) root(root *Root, field *ast.Field, args arguments, selections ast.SelectionSet) (err error) {
	switch typeName := field.Definition.Type.Name(); {
	case isInterface(typeName) && field.Definition.Type.Elem == nil:
		root.One, err = b.node(args, selections)
	case isInterface(typeName):
		root.Nodes, err = b.nodes(args, selections)
	case b.cat.Entity(typeName) != nil:
		root.One, err = b.one(b.cat.Entity(typeName), args, selections)
	default:
		root.Page, err = b.rootPage(b.cat.ConnectionOf(typeName), args, selections)
	}
	return err
}

// isInterface tells whether values of the type are entities of any type.
func isInterface(typeName string) bool { return typeName == "Node" || typeName == "Entity" }

func (b *builder) one(e *catalog.Entity, args arguments, selections ast.SelectionSet) (*One, error) {
	by, _ := args.values["by"].(map[string]any)
	key, value, err := b.key(e, by)
	if err != nil {
		return nil, at(err, "by")
	}
	object, err := b.object(e, selections)
	if err != nil {
		return nil, err
	}
	return &One{Key: key, Value: value, Object: object}, nil
}

// key reads the one key that identifies an entity.
func (b *builder) key(e *catalog.Entity, by map[string]any) (*catalog.Field, any, error) {
	given := slices.Sorted(maps.Keys(by))
	if len(given) != 1 || by[given[0]] == nil {
		return nil, nil, fault.New(fault.BadUserInput, "give exactly one key, and not null")
	}
	key := e.Field(given[0])
	if key == nil || !key.Unique {
		return nil, nil, fault.New(fault.BadUserInput, "%s has no key %q", e.Name, given[0])
	}
	value, err := coerce(b.cat, key, by[given[0]], true)
	return key, value, at(err, given[0])
}

// node is a lookup by id; the id's prefix names the type.
func (b *builder) node(args arguments, selections ast.SelectionSet) (*One, error) {
	id, _ := args.values["id"].(string)
	e := b.cat.EntityOfID(id)
	if e == nil {
		return nil, at(fault.NoEntityID(id), "id")
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
	var wrong problems
	byType := map[*catalog.Entity][]string{}
	for i, item := range list {
		id, _ := item.(string)
		e := b.cat.EntityOfID(id)
		if e == nil {
			wrong.add(fault.NoEntityID(id), "ids", i)
			continue
		}
		n.IDs = append(n.IDs, id)
		if !slices.Contains(byType[e], id) {
			byType[e] = append(byType[e], id)
		}
	}
	if err := wrong.err(); err != nil {
		return nil, err
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
