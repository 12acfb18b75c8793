package migrate

import (
	"context"
	"log/slog"
	"slices"
	"time"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/store/query"
)

// awaitSeconds bounds the wait for new indexes on a large database.
const awaitSeconds = 3600

// Run brings the database to the newest version: the numbered changes of the data, the keys
// that pages are sorted by, then the constraints and indexes of the catalog. What is no longer derived and was
// made by us is dropped; what others made stays. Run returns when every index is in
// use, and does nothing on a database that is up to date.
func Run(ctx context.Context, db *neo.DB, cat *catalog.Catalog, log *slog.Logger) error {
	return run(ctx, db, cat, Steps(cat), log)
}

func run(ctx context.Context, db *neo.DB, cat *catalog.Catalog, steps []Step, log *slog.Logger) error {
	m, err := readMeta(ctx, db, latest(steps), orders(cat))
	if err != nil {
		return err
	}
	if m.version > latest(steps) {
		return fault.New(fault.Conflict, "the database is at version %d, this program knows versions up to %d; use a newer program, or another database", m.version, latest(steps))
	}
	if m.version < latest(steps) {
		if err := runSteps(ctx, db, steps, m.version, log); err != nil {
			return err
		}
		if m, err = readMeta(ctx, db, latest(steps), nil); err != nil {
			return err
		}
	}
	if err := runOrders(ctx, db, cat, m.orders, log); err != nil {
		return err
	}
	return runPlan(ctx, db, Plan(cat), m, log)
}

func runPlan(ctx context.Context, db *neo.DB, plan []Change, m meta, log *slog.Logger) error {
	all, err := readExisting(ctx, db)
	if err != nil {
		return err
	}
	missing := slices.DeleteFunc(slices.Clone(plan), func(c Change) bool { return all.equivalent(c) })
	dropped := obsolete(plan, m, all)
	if len(missing) == 0 && len(dropped) == 0 && all.online(plan) {
		return nil
	}
	began := time.Now()
	// The names are noted before anything is made: after a program that dies in between,
	// the next one knows which indexes are ours.
	if err := noteIndexes(ctx, db, m, missing); err != nil {
		return err
	}
	if err := drop(ctx, db, dropped, all); err != nil {
		return err
	}
	if err := create(ctx, db, missing); err != nil {
		return err
	}
	if err := await(ctx, db); err != nil {
		return err
	}
	if err := check(ctx, db, plan); err != nil {
		return err
	}
	log.Info("database schema is up to date", "created", len(missing), "dropped", len(dropped), "took", time.Since(began).Round(time.Millisecond))
	return forgetIndexes(ctx, db, m, missing, dropped)
}

// obsolete returns what we made that is derived no longer, or whose definition changed.
func obsolete(plan []Change, m meta, all existing) []string {
	var names []string
	for _, name := range m.indexes {
		f, ok := all[name]
		if !ok {
			continue
		}
		at := slices.IndexFunc(plan, func(c Change) bool { return c.Name == name })
		if at < 0 || !f.is(plan[at]) {
			names = append(names, name)
		}
	}
	return names
}

func drop(ctx context.Context, db *neo.DB, names []string, all existing) error {
	for _, name := range names {
		if _, err := db.Exec(ctx, all[name].dropStatement(name)); err != nil {
			return fault.Wrap(fault.CodeOf(err), err, "cannot drop %s, which is needed no longer", name)
		}
	}
	return nil
}

// create makes what is missing, all in one managed transaction, which takes a fifth of the time of
// one each. Where that is refused they are made one by one, so that the error names the one at fault.
// Programs that migrate at the same time can deadlock on the labels, and the one that loses tries again.
func create(ctx context.Context, db *neo.DB, changes []Change) error {
	err := createIn(ctx, db, changes)
	if err == nil || fault.CodeOf(err) != fault.Internal {
		return err
	}
	for _, c := range changes {
		err := createIn(ctx, db, []Change{c})
		switch {
		case err == nil:
		case fault.CodeOf(err) == fault.Internal:
			return fault.Wrap(fault.Conflict, err, "cannot create %s on %s %v: the data breaks it, or an index of another kind is in its way", c.Name, c.On, c.Properties)
		default:
			return err
		}
	}
	return nil
}

// createIn makes constraints and indexes in one transaction.
func createIn(ctx context.Context, db *neo.DB, changes []Change) error {
	return db.Write(ctx, func(tx *neo.Tx) error {
		for _, c := range changes {
			if _, err := tx.Query(ctx, query.Statement{Text: c.Cypher()}); err != nil {
				return err
			}
		}
		return nil
	})
}

func await(ctx context.Context, db *neo.DB) error {
	_, err := db.Exec(ctx, query.Statement{Text: "CALL db.awaitIndexes($seconds)", Params: map[string]any{"seconds": awaitSeconds}})
	return err
}

func noteIndexes(ctx context.Context, db *neo.DB, m meta, added []Change) error {
	if len(added) == 0 {
		return nil
	}
	return setMeta(ctx, db, map[string]any{"indexes": ours(m, added, nil)})
}

func forgetIndexes(ctx context.Context, db *neo.DB, m meta, added []Change, dropped []string) error {
	if len(dropped) == 0 {
		return nil
	}
	return setMeta(ctx, db, map[string]any{"indexes": ours(m, added, dropped)})
}

// ours is the sorted list of names that are ours after added and dropped.
func ours(m meta, added []Change, dropped []string) []string {
	names := slices.DeleteFunc(slices.Clone(m.indexes), func(n string) bool { return slices.Contains(dropped, n) })
	for _, c := range added {
		names = append(names, c.Name)
	}
	slices.Sort(names)
	return slices.Compact(names)
}
