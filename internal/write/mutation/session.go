package mutation

import (
	"context"
	"fmt"
	"strconv"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/model/privacy"
	"github.com/clustergraph/clustergraph/internal/store/element"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/store/property"
	"github.com/clustergraph/clustergraph/internal/write/aside"
)

// session is one attempt to run a request.
type session struct {
	*Runner
	tx      *neo.Tx
	visible Visible
	// once is nil for a request that may take effect again; repeated tells that it did before.
	once     *Once
	repeated bool
	// began are the versions that entities had before the request, 0 for new ones: the
	// version rises by one a request, however many fields change the entity.
	began   map[string]int64
	changed map[string]bool
	// veiled are refusals that tell of what is withheld or was erased, by the field of the request.
	veiled map[int][]error
	// at is the field that is being run.
	at int
}

// run runs one field. An error is one of the database.
func (s *session) run(ctx context.Context, f Field) (Result, error) {
	var p problems
	if f.Refused != nil {
		p = append(p, f.Refused)
	}
	if f.Custom != nil && len(p) == 0 {
		return s.custom(ctx, f)
	}
	id, err := s.write(ctx, f, &p)
	if err != nil || len(p) > 0 {
		return Result{Errors: p}, err
	}
	return s.answer(ctx, f, id)
}

// answer reads what a field answers with of the entity that it wrote.
func (s *session) answer(ctx context.Context, f Field, id string) (Result, error) {
	if f.Answer == nil {
		return Result{ID: id}, nil
	}
	answer, errs, err := f.Answer(ctx, s.tx, id)
	if answer == nil {
		return Result{Errors: errs}, err
	}
	return Result{ID: id, Answer: answer, Partial: errs}, err
}

func (s *session) write(ctx context.Context, f Field, p *problems) (id string, err error) {
	if f.Kind == catalog.Delete {
		return s.delete(ctx, f, p)
	}
	in := s.input(f, p)
	if len(*p) > 0 {
		return "", nil
	}
	switch f.Kind {
	case catalog.Update:
		return s.update(ctx, f, in, p)
	case catalog.Upsert:
		return s.upsert(ctx, f, in, p)
	default:
		return s.save(ctx, target{entity: f.Entity, id: s.writer.NewID(f.Entity.Prefix), argument: inputArgument}, in, p)
	}
}

// The arguments that hold what is written.
const inputArgument, patchArgument = "input", "patch"

func (s *session) input(f Field, p *problems) *fieldInput {
	argument := inputArgument
	if f.Kind == catalog.Update {
		argument = patchArgument
	}
	given, _ := f.Arguments[argument].(map[string]any)
	in := read(s.cat, f.Entity, argument, f.Kind == catalog.Update, given)
	if n := in.size(); n > maxLinks {
		p.input([]any{argument}, "it names %d relationships and sources, at most %d are taken at once; send the rest in further requests", n, maxLinks)
	}
	return in
}

func (s *session) update(ctx context.Context, f Field, in *fieldInput, p *problems) (string, error) {
	t, err := s.hold(ctx, f, p)
	if err != nil || t.held == nil {
		return "", err
	}
	if stale, err := s.stale(ctx, f, t, in, p); err != nil || stale {
		return "", err
	}
	return s.save(ctx, t, in, p)
}

// hold finds and locks the entity that a field names by id; held is nil when it is refused.
func (s *session) hold(ctx context.Context, f Field, p *problems) (target, error) {
	t := target{entity: f.Entity, id: idOf(f.Arguments["id"]), argument: patchArgument}
	if !s.shaped(ref{t.id, f.Entity, []any{"id"}}, p) {
		return t, nil
	}
	named := t.id
	if err := s.holdBy(ctx, &t, f.Entity.Field("id"), t.id); err != nil {
		return t, err
	}
	if t.held == nil {
		p.put(fault.NoSuch(f.Entity.Name, t.id), []any{"id"})
	}
	if t.id != named && f.Kind == catalog.Delete {
		p.add(fault.Conflict, []any{"id"}, "%s was merged into %s; to delete that, name it", named, t.id)
		t.held = nil
	}
	return t, nil
}

// holdBy finds and locks the entity with a unique value, if there is one to be seen; what is
// withheld is not there for those who know its keys.
func (s *session) holdBy(ctx context.Context, t *target, f *catalog.Field, value any) error {
	held, err := element.Hold(ctx, s.tx, t.entity, f, value)
	if err == nil && held == nil {
		held, err = aside.HoldRedirected(ctx, s.tx, t.entity, f, value)
	}
	if err != nil || held == nil {
		return err
	}
	id, _ := held["id"].(string)
	seen, err := s.seen(ctx, []string{id})
	if err != nil || !seen(id) {
		return err
	}
	t.id, t.held = id, held
	if _, known := s.began[id]; !known {
		s.began[id] = property.Version(held)
	}
	return nil
}

// stale refuses a field that expects another version than the entity has, and tells what
// the entity holds now of what the field would change.
func (s *session) stale(ctx context.Context, f Field, t target, in *fieldInput, p *problems) (bool, error) {
	given := f.Arguments["expectedVersion"]
	expected, err := strconv.ParseInt(fmt.Sprint(given), 10, 64)
	if given == nil || err == nil && expected == s.began[t.id] {
		return false, nil
	}
	current, err := s.current(ctx, t, in)
	conflict := fault.New(fault.Conflict, "the version is %d by now, %s was expected; look at what changed, and send the patch again with expectedVersion %d",
		s.began[t.id], fmt.Sprint(given), s.began[t.id]).At("expectedVersion")
	conflict.Details = map[string]any{"currentVersion": s.began[t.id], "current": current}
	*p = append(*p, conflict)
	return true, err
}

// current are the values that an entity has where an input would change them: those of
// fields, and the ids at the ends of to-one relationships. Errors are logged and passed on,
// so that sensitive values are masked whoever asks.
func (s *session) current(ctx context.Context, t target, in *fieldInput) (map[string]any, error) {
	current := map[string]any{}
	for name := range in.values {
		current[name] = privacy.Policy{}.Shown(t.entity.Field(name), t.held[name])
	}
	for _, rel := range in.toOnes() {
		current[rel.Name] = nil
		links, err := element.EdgesOver(ctx, s.tx, s.cat, rel, t.id, nil)
		if err != nil {
			return nil, err
		}
		for _, l := range links {
			current[rel.Name] = l.Other(t.id)
		}
	}
	return current, nil
}

// toOnes are the to-one relationships that the input sets or removes.
func (in *fieldInput) toOnes() []*catalog.Relation {
	var list []*catalog.Relation
	for _, l := range in.links {
		if !l.relation.Many {
			list = append(list, l.relation)
		}
	}
	for _, c := range in.cuts {
		if !c.relation.Many {
			list = append(list, c.relation)
		}
	}
	return list
}
