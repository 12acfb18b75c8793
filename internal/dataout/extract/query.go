package extract

import (
	"regexp"
	"slices"
	"strings"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
)

// Sizes of pages. They keep well below the limits of one request, with 20 sources a row.
const (
	pageSize   = 200
	ownersSize = 20
	linksSize  = 50
)

// table is a list that is ready to be read.
type table struct {
	entity   *catalog.Entity
	relation *catalog.Relation
	columns  []Column
	// query reads a page, more the further relationships of one owner.
	query, more string
	variables   map[string]any
}

// compile makes the queries of a request.
func compile(cat *catalog.Catalog, req Request) (*table, error) {
	e, r, err := find(cat, req.Path)
	if err != nil {
		return nil, err
	}
	t := &table{entity: e, relation: r, variables: map[string]any{}}
	for name, v := range map[string]any{"where": req.Where, "orderBy": req.OrderBy, "linkWhere": req.LinkWhere} {
		if v != nil {
			t.variables[name] = v
		}
	}
	at := ""
	if req.AsOf != "" {
		at, t.variables["asOf"] = "asOf: $asOf", req.AsOf
	}
	switch {
	case r != nil:
		return t, t.compileLinks(req.Fields, at)
	case req.LinkWhere != nil:
		return nil, fault.New(fault.BadUserInput, "linkWhere is for a connection, such as %s.%s; use where", req.Path, e.Relations[0].Name)
	}
	return t, t.compileEntities(req.Fields, at)
}

func (t *table) compileEntities(fields []string, at string) (err error) {
	all := entityColumns(t.entity, "", inParentheses(at))
	if t.columns, err = choose(all, fields, namesOf(all)); err != nil {
		return err
	}
	t.query = t.list(selection("id", t.columns))
	return nil
}

func (t *table) compileLinks(fields []string, at string) (err error) {
	all, usual := linkColumns(t.entity, t.relation, inParentheses(at))
	if t.columns, err = choose(all, fields, usual); err != nil {
		return err
	}
	near, far := nearName(t.entity, t.relation), t.relation.Name
	var edge, owner, target []Column
	for _, c := range t.columns {
		switch c.path[0] {
		case near:
			owner = append(owner, c)
		case far:
			target = append(target, c)
		default:
			edge = append(edge, c)
		}
	}
	links := "links: " + far + "(first: $links, after: $linkAfter, where: $linkWhere " + at + ") { edges { " + selection("relationship", edge) +
		" node { " + selection("id", target) + " } } " + pageInfo + " }"
	t.query = t.list(selection("id", owner) + " " + links)
	t.more = t.declared("one: " + t.entity.Singular + "(by: {id: $id}) { " + links + " }")
	return nil
}

func inParentheses(args string) string {
	if args == "" {
		return ""
	}
	return "(" + args + ")"
}

// list reads a page of the root list.
func (t *table) list(nodes string) string {
	return t.declared("list: " + t.entity.Plural + "(first: $first, after: $after, where: $where, orderBy: $orderBy) { nodes { " + nodes + " } " + pageInfo + " }")
}

// declared is a query with the variables that it uses.
func (t *table) declared(field string) string {
	types := []struct{ name, typ string }{
		{"first", "Int"},
		{"after", "String"},
		{"where", t.entity.Name + "Filter"},
		{"orderBy", "[" + t.entity.Name + "Order!]"},
		{"links", "Int"},
		{"linkAfter", "String"},
		{"id", "ID!"},
		{"asOf", "Date"},
	}
	if t.relation != nil {
		types = append(types, struct{ name, typ string }{"linkWhere", t.relation.TypeName() + "Filter"})
	}
	var list []string
	for _, v := range types {
		if used := regexp.MustCompile(`\$` + v.name + `\b`); used.MatchString(field) {
			list = append(list, "$"+v.name+": "+v.typ)
		}
	}
	return "query Export(" + strings.Join(list, ", ") + ") { " + field + " }"
}

const pageInfo = "pageInfo { hasNextPage endCursor }"

// selection is the field with the id and what the columns need, each once.
func selection(id string, columns []Column) string {
	fields := []string{id}
	for _, c := range columns {
		if !slices.Contains(fields, c.selection) {
			fields = append(fields, c.selection)
		}
	}
	return strings.Join(fields, " ")
}

func namesOf(columns []Column) []string {
	names := make([]string, len(columns))
	for i, c := range columns {
		names[i] = c.Name
	}
	return names
}
