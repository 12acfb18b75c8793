package derive

import (
	"bytes"
	"fmt"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
)

const (
	sourcesInput = `"Ids of the sources this is known from, in addition to those there are. 来源" sources: [ID!]` + "\n"
	sourcesPatch = `"Ids of the sources this is known from, in addition to those there are; null removes all. 来源" sources: [ID!]` + "\n"
)

// writeMutations writes the inputs and the mutation fields of an entity.
func writeMutations(w *bytes.Buffer, e *catalog.Entity) {
	writeCreate(w, e)
	writePatch(w, e)
	for _, r := range e.Relations {
		if r.Many {
			writeLinking(w, r)
		}
	}
	fmt.Fprintf(w, `extend type Mutation {
		"Records a new %[1]s. %[2]s"
		create%[1]s(input: %[1]sCreate!): %[1]s! @compiled(mutation: "create", of: "%[1]s")
		"Changes what the patch names, and nothing else. %[2]s"
		update%[1]s(id: ID! "CONFLICT when the version is another by now; left out: not checked." expectedVersion: Int patch: %[1]sPatch!): %[1]s! @compiled(mutation: "update", of: "%[1]s")
		"Changes the %[1]s with this key as a patch of the input would, or records it when there is none. %[2]s"
		upsert%[1]s(key: %[1]sKey! input: %[1]sCreate!): %[1]s! @compiled(mutation: "upsert", of: "%[1]s")
		"Removes it; its history stays. The answer is its id. %[2]s"
		delete%[1]s(id: ID! "CONFLICT when the version is another by now; left out: not checked." expectedVersion: Int
			"Removes its relationships too; else it is refused while there are any." evenIfLinked: Boolean = false): ID! @compiled(mutation: "delete", of: "%[1]s")
	}
	`, e.Name, chineseTerm(e.Description))
}

func writeCreate(w *bytes.Buffer, e *catalog.Entity) {
	fmt.Fprintf(w, "\"What a new %[1]s is recorded with.\"\ninput %[1]sCreate {\n", e.Name)
	writeMembers(w, e, func(f *catalog.Field) bool { return f.Kind != catalog.Boolean }, "%s: [%sLink!]\n")
	w.WriteString(sourcesInput + "}\n")
}

func writePatch(w *bytes.Buffer, e *catalog.Entity) {
	fmt.Fprintf(w, "\"Changes of a %[1]s: what is left out stays as it is, null removes.\"\ninput %[1]sPatch {\n", e.Name)
	writeMembers(w, e, func(*catalog.Field) bool { return false }, "%s: %sPatch\n")
	w.WriteString(sourcesPatch + "}\n")
}

// writeMembers writes the fields and relationships of an input. required tells which fields
// may not be null; many is the form of a to-many relationship, with its name and its type.
func writeMembers(w *bytes.Buffer, e *catalog.Entity, required func(*catalog.Field) bool, many string) {
	for _, f := range e.Fields {
		if !f.System {
			fmt.Fprintf(w, "%s%s: %s\n", quoted(described(f)), f.Name, inputType(f, required(f)))
		}
	}
	for _, r := range e.Relations {
		w.WriteString(quoted(r.Description))
		if r.Many {
			fmt.Fprintf(w, many, r.Name, r.TypeName())
		} else {
			fmt.Fprintf(w, "%s: ID\n", r.Name)
		}
	}
}

// writeLinking writes what an input says of one relationship field.
func writeLinking(w *bytes.Buffer, r *catalog.Relation) {
	base, where := r.TypeName(), r.Owner.Name+"."+r.Name
	fmt.Fprintf(w, "\"A relationship of %s to make%s.\"\ninput %sLink {\n\"Id of the %s at its end.\"\nnode: ID!\n", where, keyPhrase(r), base, r.Target.Name)
	writeEdgeProperties(w, r, true)
	fmt.Fprintf(w, `%[1]s}
	"Changes of %[2]s: first unlink, then change, then link."
	input %[3]sPatch {
		link: [%[3]sLink!]
		change: [%[3]sChange!]
		"Ids of relationships to remove: what edges give as relationship."
		unlink: [ID!]
	}
	"Changes of one relationship of %[2]s: what is left out stays as it is, null removes."
	input %[3]sChange {
		"Id of the relationship: what edges give as relationship."
		id: ID!
	`, sourcesInput, where, base)
	writeEdgeProperties(w, r, false)
	w.WriteString(sourcesPatch + "}\n")
}

// keyPhrase says which properties distinguish relationships between the same two ends.
func keyPhrase(r *catalog.Relation) string {
	if r.Properties == nil || len(r.Properties.Key) == 0 {
		return "; one that is there already is changed"
	}
	names := ""
	for i, f := range r.Properties.Key {
		if i > 0 {
			names += " and "
		}
		names += f.Name
	}
	return "; one with the same " + names + " that is there already is changed"
}

func writeEdgeProperties(w *bytes.Buffer, r *catalog.Relation, required bool) {
	if r.Properties == nil {
		return
	}
	for _, f := range r.Properties.Fields {
		fmt.Fprintf(w, "%s%s: %s\n", quoted(described(f)), f.Name, inputType(f, required))
	}
}

// inputType is the field's type in an input; only a required one may not be null.
func inputType(f *catalog.Field, required bool) string {
	optional := *f
	optional.NonNull = f.NonNull && required
	return outputType(&optional)
}
