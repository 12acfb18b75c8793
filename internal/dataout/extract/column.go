package extract

import (
	"strings"
	"unicode"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
)

// Column is one column of a table.
type Column struct {
	// Name is how Fields names it, Term the Chinese term of the schema, or the name.
	Name, Term string
	// path goes from a row to the value; selection is what a query selects for it.
	path      []string
	selection string
	// cited tells that the value is a page of sources, of which the names are shown.
	cited bool
}

// sourceNames are the sources that a cell can hold; an ellipsis stands for more.
const sourceNames = "sources(first: 20) { nodes { name } pageInfo { hasNextPage } }"

// entityColumns are those of an entity: its fields, its to-one relationships by name and
// id, and its sources. prefix goes before the names, under which the entity is found in a
// row; args are the arguments of relationships.
func entityColumns(e *catalog.Entity, prefix, args string) []Column {
	var list []Column
	at := func(name string, path ...string) (string, []string) {
		if prefix == "" {
			return name, path
		}
		return prefix + "." + name, append([]string{prefix}, path...)
	}
	for _, f := range e.Fields {
		name, path := at(f.Name, f.Name)
		list = append(list, Column{Name: name, Term: fieldTerm(f), path: path, selection: f.Name})
	}
	for _, r := range e.Relations {
		if r.Many {
			continue
		}
		label := term(r.Description, r.Name)
		name, path := at(r.Name, r.Name, "name")
		list = append(list, Column{Name: name, Term: label, path: path, selection: r.Name + args + " { id name }"})
		name, path = at(r.Name+".id", r.Name, "id")
		list = append(list, Column{Name: name, Term: label + " " + idTerm, path: path, selection: r.Name + args + " { id name }"})
	}
	name, path := at("sources", "sources")
	return append(list, Column{Name: name, Term: "来源", path: path, selection: sourceNames, cited: true})
}

// linkColumns are those of a connection: id, properties and sources of the relationship,
// and the columns of both ends. usual are the names of those that a table has by default.
func linkColumns(e *catalog.Entity, r *catalog.Relation, args string) (all []Column, usual []string) {
	all = append(all, Column{Name: "id", Term: "关系编号", path: []string{"relationship"}, selection: "relationship"})
	if r.Properties != nil {
		for _, f := range r.Properties.Fields {
			all = append(all, Column{Name: f.Name, Term: term(f.Description, f.Name), path: []string{f.Name}, selection: f.Name})
		}
	}
	all = append(all, Column{Name: "sources", Term: "来源", path: []string{"sources"}, selection: sourceNames, cited: true})
	near, far := nearName(e, r), r.Name
	usual = append(usual, near+".id", near+".name", far+".id", far+".name")
	for _, c := range all {
		usual = append(usual, c.Name)
	}
	all = append(all, ended(near, e, term(e.Description, e.Name), args)...)
	return append(all, ended(far, r.Target, term(r.Description, r.Name), args)...), usual
}

// ended are the columns of an entity at one end, with the end's term before theirs.
func ended(prefix string, e *catalog.Entity, label, args string) []Column {
	list := entityColumns(e, prefix, args)
	for i := range list {
		list[i].Term = label + " " + list[i].Term
	}
	return list
}

// nearName is what the columns of a connection's owner begin with: company for companies,
// unless the connection or a property has that name.
func nearName(e *catalog.Entity, r *catalog.Relation) string {
	if e.Singular == r.Name || r.Properties.Field(e.Singular) != nil {
		return "owner"
	}
	return e.Singular
}

// choose finds the columns that are named, the usual ones when no name is given.
func choose(all []Column, names, usual []string) ([]Column, error) {
	if len(names) == 0 {
		names = usual
	}
	byName := map[string]Column{}
	known := make([]string, len(all))
	for i, c := range all {
		byName[c.Name], known[i] = c, c.Name
	}
	columns := make([]Column, len(names))
	for i, name := range names {
		c, ok := byName[strings.TrimSpace(name)]
		if !ok {
			return nil, fault.New(fault.BadUserInput, "there is no column %q; there are %s", name, strings.Join(known, ", "))
		}
		columns[i] = c
	}
	return columns, nil
}

// idTerm is what ids are called; the interface that has them is none of the catalog's.
const idTerm = "编号"

func fieldTerm(f *catalog.Field) string {
	if f.Name == "id" {
		return idTerm
	}
	return term(f.Description, f.Name)
}

// term is the Chinese term in a description such as "Registered full name. 全称", else the name.
func term(description, name string) string {
	for _, part := range strings.Split(description, ". ") {
		part = strings.TrimSpace(part)
		if at := strings.IndexFunc(part, func(r rune) bool { return unicode.Is(unicode.Han, r) }); at == 0 {
			found, _, _ := strings.Cut(part, ",")
			return strings.TrimRight(found, ".。")
		}
	}
	return name
}
