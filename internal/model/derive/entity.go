package derive

import (
	"bytes"
	"fmt"
	"slices"

	"github.com/vektah/gqlparser/v2/ast"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
)

const (
	firstArg   = `"Page size from the start, at most 200." first: Int = 20 "The endCursor of the page before." after: String`
	pageArgs   = firstArg + ` "Page size from the end, at most 200; give it instead of first." last: Int "The startCursor of the page behind." before: String`
	asOfArg    = `"Only relationships that may hold at this date: not begun after it, not ended before it; unknown dates count as open. For this field alone, not for those nested in it. 截至日期" asOf: Date`
	sourcesSDL = `"Where it is known from. 来源" sources(` + firstArg + `): SourceConnection!`
)

// writeEntity writes an entity and every type that comes from it alone.
func writeEntity(w *bytes.Buffer, e *catalog.Entity) {
	writeObject(w, e)
	for _, r := range e.Relations {
		if r.Many {
			writeRelationship(w, r)
		}
	}
	writeFilter(w, e)
	writeOrder(w, e)
	writeKey(w, e)
	writeConnection(w, e)
	writeMutations(w, e)
	fmt.Fprintf(w, `extend type Query {
		"The %[1]s with this key; null when there is none. %[5]s"
		%[2]s(by: %[1]sKey!): %[1]s @compiled
		"Pages of %[3]s. %[5]s"
		%[3]s(%[4]s where: %[1]sFilter "Left out: by id, which is by time of record." orderBy: [%[1]sOrder!]): %[1]sConnection! @compiled
	}
	`, e.Name, e.Singular, e.Plural, pageArgs, chineseTerm(e.Description))
}

func writeObject(w *bytes.Buffer, e *catalog.Entity) {
	fmt.Fprintf(w, "%stype %s implements Entity & Node {\n", quoted(e.Description), e.Name)
	for _, f := range e.Fields {
		fmt.Fprintf(w, "%s%s: %s\n", quoted(described(f)), f.Name, outputType(f))
	}
	w.WriteString(sourcesSDL + "\n")
	for _, r := range e.Relations {
		w.WriteString(quoted(r.Description))
		if !r.Many {
			fmt.Fprintf(w, "%s(%s): %s\n", r.Name, asOfArg, r.Target.Name)
			continue
		}
		fmt.Fprintf(w, "%s(%s where: %sFilter %s \"Left out: by id of the relationship, which is by time of record.\" orderBy: [%sOrder!] %s): %sConnection!\n",
			r.Name, pageArgs, r.TypeName(), edgeOrderArg(r), r.Target.Name, asOfArg, r.TypeName())
	}
	w.WriteString("}\n")
}

func writeRelationship(w *bytes.Buffer, r *catalog.Relation) {
	base, target := r.TypeName(), r.Target.Name
	fmt.Fprintf(w, `"A page of %[2]s.%[3]s."
	type %[1]sConnection { edges: [%[1]sEdge!]! nodes: [%[4]s!]! pageInfo: PageInfo!
		"How many there are in all, with the filter and without the page."
		totalCount: Int!
		"Counts and summaries of all, with the filter, at the date and without the page; without groupBy one entry. An entity counts once, however many relationships lead to it."
		%[6]s }
	"A relationship of %[2]s.%[3]s and the %[4]s at its end."
	type %[1]sEdge {
		cursor: String!
		node: %[4]s!
		"Every relationship has an id of its own; two periods of the same relationship are two edges. Not named id: clients that keep records by id would mix the edges seen from both ends. 关系编号"
		relationship: ID!
		"That of the relationship and the end it is seen from; taken wherever that of a relationship is."
		id: ID! @deprecated(reason: "use relationship")
		%[5]s
	`, base, r.Owner.Name, r.Name, target, sourcesSDL, aggregateField(r.Target))
	if r.Properties != nil {
		for _, f := range r.Properties.Fields {
			fmt.Fprintf(w, "%s%s: %s\n", quoted(described(f)), f.Name, outputType(f))
		}
	}
	fmt.Fprintf(w, `}
	"Conditions on the relationships as a whole; all that are given must hold."
	input %[1]sPredicate {
		"At least one fits; {some: {}} has one at all."
		some: %[1]sFilter
		"None fits; {none: {}} has none at all."
		none: %[1]sFilter
		"Every one fits; true where there is none."
		all: %[1]sFilter
		"How many relationships there are in all: two periods of the same are two."
		count: IntFilter
		"How many there are that fit, and to how many entities they lead."
		countOf: %[1]sCount
		"Only relationships that may hold at this date, for all conditions here: not begun after it, not ended before it; unknown dates count as open. 截至日期"
		asOf: Date
	}
	"How many relationships fit; all that are given must hold."
	input %[1]sCount {
		"How many different entities they lead to: each counts once, however many relationships lead to it."
		nodes: IntFilter
		"How many relationships there are."
		edges: IntFilter
		"Which relationships count; left out, all."
		where: %[1]sFilter
	}
	"Conditions on one relationship: on what is at its end, and on its own properties."
	input %[1]sFilter { node: %[2]sFilter `, base, target)
	if r.Properties != nil {
		fmt.Fprintf(w, "edge: %sFilter ", r.Properties.Name)
	}
	w.WriteString("}\n")
}

func edgeOrderArg(r *catalog.Relation) string {
	if r.Properties == nil {
		return ""
	}
	return `"By properties of the relationship; these keys go before those of orderBy." edgeOrderBy: [` + r.Properties.Name + `Order!]`
}

func writeFilter(w *bytes.Buffer, e *catalog.Entity) {
	fmt.Fprintf(w, `"Conditions on a %[1]s; all that are given must hold."
	input %[1]sFilter {
		"All of these hold; an empty list holds."
		and: [%[1]sFilter!]
		"At least one of these holds; an empty list does not hold."
		or: [%[1]sFilter!]
		"This does not hold."
		not: %[1]sFilter
	`, e.Name)
	for _, f := range e.Fields {
		fmt.Fprintf(w, "%s%s: %s\n", quoted(described(f)), f.Name, filterOf(f))
	}
	if e.Tree() != nil {
		fmt.Fprintf(w, "\"The %[1]s with this key, or one that lies in it at any depth. 含下级\"\n%[2]s: %[1]sKey\n", e.Name, catalog.WithinFilter)
	}
	for _, r := range e.Relations {
		w.WriteString(quoted(r.Description))
		if r.Many {
			fmt.Fprintf(w, "%s: %sPredicate\n", r.Name, r.TypeName())
		} else {
			fmt.Fprintf(w, "%s: %sFilter\n", r.Name, r.Target.Name)
		}
	}
	w.WriteString(`"true: there is none, on a to-one relationship; false: there is one."
	isNull: Boolean
	"Only on a to-one relationship: what it may have led to at this date; unknown dates count as open. 截至日期"
	asOf: Date }
	`)
}

// writeEntityFilter writes the input that holds a filter for each entity.
func writeEntityFilter(w *bytes.Buffer, cat *catalog.Catalog) {
	fmt.Fprintf(w, "\"Conditions on entities, by their type; those of a type that has none here need not meet any.\"\ninput %s {\n", catalog.EntityFilter)
	for _, e := range cat.Entities {
		fmt.Fprintf(w, "%s: %sFilter\n", e.Singular, e.Name)
	}
	w.WriteString("}\n")
}

// takesEntityFilter tells whether a field of the definition takes that input.
func takesEntityFilter(def *ast.Definition) bool {
	return slices.ContainsFunc(def.Fields, func(f *ast.FieldDefinition) bool { return slices.ContainsFunc(f.Arguments, readByCompiler) })
}

func writePropertiesFilter(w *bytes.Buffer, p *catalog.Properties) {
	fmt.Fprintf(w, "\"Conditions on the properties of a relationship; all that are given must hold.\"\ninput %sFilter {\n", p.Name)
	for _, f := range p.Fields {
		fmt.Fprintf(w, "%s%s: %s\n", quoted(described(f)), f.Name, filterOf(f))
	}
	w.WriteString("}\n")
}

func writePropertiesOrder(w *bytes.Buffer, p *catalog.Properties) {
	fmt.Fprintf(w, "\"One key an element; missing values come last in both directions.\"\ninput %sOrder @oneOf {\n", p.Name)
	for _, f := range p.Fields {
		fmt.Fprintf(w, "%s%s: Direction\n", quoted(described(f)), f.Name)
	}
	w.WriteString("}\n")
}

func writeEnumFilter(w *bytes.Buffer, name string) {
	fmt.Fprintf(w, "\"Conditions on a %[1]s; a missing value satisfies only isNull: true, ne and notIn.\"\ninput %[1]sFilter { eq: %[1]s ne: %[1]s in: [%[1]s!] notIn: [%[1]s!] isNull: Boolean }\n", name)
}

func writeEnumListFilter(w *bytes.Buffer, name string) {
	fmt.Fprintf(w, `"Conditions on a list of %[1]s."
	input %[1]sListFilter {
		"The list holds this value."
		has: %[1]s
		"The list holds at least one of these values."
		hasAny: [%[1]s!]
		isNull: Boolean
	}
	`, name)
}

func writeOrder(w *bytes.Buffer, e *catalog.Entity) {
	fmt.Fprintf(w, "\"One key an element; missing values come last in both directions, names sort by pinyin, a tie is broken by id.\"\ninput %sOrder @oneOf {\n", e.Name)
	for _, f := range e.Fields {
		if f.Sortable() {
			fmt.Fprintf(w, "%s%s: Direction\n", quoted(described(f)), f.Name)
		}
	}
	for _, r := range e.Relations {
		if r.Many {
			fmt.Fprintf(w, "\"Number of %[1]s.\"\n%[1]sCount: Direction\n", r.Name)
		}
	}
	w.WriteString("}\n")
}

func writeKey(w *bytes.Buffer, e *catalog.Entity) {
	fmt.Fprintf(w, "\"Exactly one business key.\"\ninput %sKey @oneOf {\n", e.Name)
	for _, f := range e.Fields {
		if f.Unique {
			fmt.Fprintf(w, "%s%s: %s\n", quoted(described(f)), f.Name, typeOf(f))
		}
	}
	w.WriteString("}\n")
}

// chineseTerm is the Chinese term that ends a description, by the rule of the schema.
func chineseTerm(description string) string {
	for i, r := range description {
		if r >= 0x4e00 {
			return description[i:]
		}
	}
	return ""
}
