package migrate

import (
	"context"
	"slices"

	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/store/query"
)

// existing are the constraints and indexes of a database by name.
type existing map[string]found

type found struct {
	kind         string
	on           string
	relationship bool
	properties   []string
	constraint   bool
	state        string
}

func readExisting(ctx context.Context, db *neo.DB) (existing, error) {
	rows, err := db.Exec(ctx, query.Statement{
		Text: "SHOW INDEXES YIELD name, type, entityType, labelsOrTypes, properties, owningConstraint, state " +
			"RETURN name, type, entityType, labelsOrTypes, properties, owningConstraint, state",
	})
	if err != nil {
		return nil, err
	}
	all := existing{}
	for _, row := range rows {
		name, _ := row[0].(string)
		on := stringsOf(row[3])
		f := found{properties: stringsOf(row[4]), constraint: row[5] != nil, relationship: row[2] == "RELATIONSHIP"}
		f.kind, _ = row[1].(string)
		f.state, _ = row[6].(string)
		if len(on) == 1 {
			f.on = on[0]
		}
		all[name] = f
	}
	return all, nil
}

func stringsOf(v any) []string {
	list, _ := v.([]any)
	out := make([]string, 0, len(list))
	for _, item := range list {
		s, _ := item.(string)
		out = append(out, s)
	}
	return out
}

// is tells that the index is the one that the change makes.
func (f found) is(c Change) bool {
	kind := "RANGE"
	if c.Kind == Fulltext {
		kind = "FULLTEXT"
	}
	return f.kind == kind && f.constraint == (c.Kind == Unique) && f.on == c.On &&
		f.relationship == c.Relationship && slices.Equal(f.properties, c.Properties)
}

// equivalent tells that some index, whatever its name, does what the change is for.
func (all existing) equivalent(c Change) bool {
	for _, f := range all {
		if f.is(c) {
			return true
		}
	}
	return false
}

// online tells that no derived index is still being built, as it is when a program
// ended while it waited.
func (all existing) online(plan []Change) bool {
	for _, c := range plan {
		if f, ok := all[c.Name]; ok && f.state != "ONLINE" {
			return false
		}
	}
	return true
}

func (f found) dropStatement(name string) query.Statement {
	if f.constraint {
		return query.Statement{Text: "DROP CONSTRAINT " + query.Quote(name) + " IF EXISTS"}
	}
	return query.Statement{Text: "DROP INDEX " + query.Quote(name) + " IF EXISTS"}
}

// check makes sure that every derived constraint and index is there and in use: a page
// whose index is missing silently becomes a scan.
func check(ctx context.Context, db *neo.DB, plan []Change) error {
	all, err := readExisting(ctx, db)
	if err != nil {
		return err
	}
	for _, c := range plan {
		f, ok := all[c.Name]
		switch {
		case ok && f.state == "FAILED":
			return fault.New(fault.Internal, "index %s could not be built; drop it and run migrate again", c.Name)
		case !all.equivalent(c):
			return fault.New(fault.Conflict, "the database lacks %s, or its name is taken by something else; drop that and run migrate again", c.Name)
		}
	}
	return nil
}
