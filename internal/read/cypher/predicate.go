package cypher

import "github.com/clustergraph/clustergraph/internal/model/predicate"

// conjuncts are the conditions on n that together make the predicate.
func (t *translator) conjuncts(p predicate.Predicate, n string) []expr {
	if p == nil {
		return nil
	}
	list, isAnd := p.(predicate.And)
	if !isAnd {
		return []expr{t.predicate(p, n)}
	}
	var exprs []expr
	for _, one := range list {
		exprs = append(exprs, t.predicate(one, n))
	}
	return exprs
}

// holdsForAll tells that a predicate says nothing.
func holdsForAll(p predicate.Predicate) bool {
	list, isAnd := p.(predicate.And)
	return p == nil || isAnd && len(list) == 0
}

func (t *translator) predicate(p predicate.Predicate, n string) expr {
	switch p := p.(type) {
	case predicate.And:
		return and(t.conjuncts(p, n))
	case predicate.Or:
		var exprs or
		for _, one := range p {
			exprs = append(exprs, t.predicate(one, n))
		}
		return exprs
	case predicate.Not:
		return t.complement(p.Of, n)
	case predicate.Const:
		return lit(map[bool]string{true: "true", false: "false"}[bool(p)])
	case predicate.Missing:
		return isNull{of: prop{n, p.Field.Name}}
	case predicate.Compare:
		return compare(p, n)
	case predicate.Degree:
		return binary{string(p.Op), t.degree(p, n), param{p.Value}}
	case predicate.Within:
		return sub{"EXISTS", clauses{t.upwards(p, n)}}
	case predicate.Exists:
		return t.exists(p, n)
	}
	return lit("false")
}

// complement takes an unknown condition for one that does not hold.
func (t *translator) complement(p predicate.Predicate, n string) expr {
	inner := t.predicate(p, n)
	if missing, ok := inner.(isNull); ok {
		return isNull{missing.of, !missing.negated}
	}
	if predicate.MayBeUnknown(p) {
		inner = fn{"coalesce", []expr{inner, lit("false")}}
	}
	return not{inner}
}

func compare(p predicate.Compare, n string) expr {
	of, value := expr(prop{n, p.Field.KeyProperty()}), p.Value
	if p.Field.Text() {
		return compareText(p, n)
	}
	switch p.Op {
	case predicate.Has:
		return binary{"IN", param{value}, of}
	case predicate.HasAny:
		return anyIn{of, param{value}}
	}
	return binary{string(p.Op), of, param{value}}
}

// degree counts relationships, or the different nodes that they lead to.
func (t *translator) degree(p predicate.Degree, n string) expr {
	of := predicate.Exists{Relation: p.Relation, Scope: p.Scope, Node: p.Node, Edge: p.Edge}
	if !p.Ends {
		return t.count(of, n)
	}
	m := t.fresh("n")
	return sub{"COUNT", append(t.farAt(of, n, m), project{final: true, distinct: true, items: []item{{expr: name(m)}}})}
}

func (t *translator) exists(p predicate.Exists, n string) expr { return sub{"EXISTS", t.far(p, n)} }

// count counts relationships; where nothing but the type matters the node's degree answers.
func (t *translator) count(p predicate.Exists, n string) expr { return sub{"COUNT", t.far(p, n)} }

// far matches the relationships of n that fit. The label at the far end is left out where
// the type implies it: a bare degree costs a few hits, a label check one a relationship.
func (t *translator) far(p predicate.Exists, n string) clauses {
	if p.Node == nil && p.Edge == nil && p.Scope == nil && p.Relation.TargetImplied {
		return clauses{match{pattern: along(n, "", p.Relation, node{})}}
	}
	return t.farAt(p, n, t.fresh("n"))
}

// farAt is far with a name for the far end.
func (t *translator) farAt(p predicate.Exists, n, m string) clauses {
	r := ""
	if p.Edge != nil {
		r = t.fresh("r")
	}
	label := p.Relation.Target.Name
	if p.Node == nil && p.Scope == nil && p.Relation.TargetImplied {
		label = ""
	}
	where := append(t.conjuncts(p.Edge, r), t.conjuncts(p.Scope, m)...)
	return clauses{match{
		pattern: along(n, r, p.Relation, node{m, label}),
		where:   append(where, t.conjuncts(p.Node, m)...),
	}}
}
