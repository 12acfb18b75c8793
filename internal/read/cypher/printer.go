package cypher

import (
	"strconv"
	"strings"

	"github.com/clustergraph/clustergraph/internal/store/query"
)

// printer writes clauses; every value becomes a parameter, named in the order of the text.
type printer struct {
	b      strings.Builder
	params map[string]any
	depth  int
}

func newPrinter() *printer { return &printer{params: map[string]any{}} }

func (p *printer) statement() query.Statement {
	return query.Statement{Text: p.b.String(), Params: p.params}
}

func (p *printer) text(s string) { p.b.WriteString(s) }

func (p *printer) newline() {
	p.b.WriteByte('\n')
	for range p.depth {
		p.b.WriteString("  ")
	}
}

func (p *printer) clauses(q clauses) {
	for i, c := range q {
		if i > 0 {
			p.newline()
		}
		c.clause(p)
	}
}

func (p *printer) block(q clauses) {
	p.text("{")
	p.depth++
	p.newline()
	p.clauses(q)
	p.depth--
	p.newline()
	p.text("}")
}

func (p *printer) list(exprs []expr, separator string) {
	for i, e := range exprs {
		if i > 0 {
			p.text(separator)
		}
		e.expr(p)
	}
}

func (p *printer) where(conditions []expr) {
	if len(conditions) > 0 {
		p.text(" WHERE ")
		p.list(conditions, " AND ")
	}
}

func (m match) clause(p *printer) {
	if m.optional {
		p.text("OPTIONAL ")
	}
	p.text("MATCH ")
	p.pattern(m.pattern)
	if len(m.seek) > 0 {
		p.text(" USING INDEX SEEK " + m.seek[0] + ":" + query.Quote(m.seek[1]) + "(" + strings.Join(quotedAll(m.seek[2:]), ", ") + ")")
	}
	p.where(m.where)
}

func quotedAll(names []string) []string {
	all := make([]string, len(names))
	for i, n := range names {
		all[i] = query.Quote(n)
	}
	return all
}

func (w walked) clause(p *printer) {
	p.text("MATCH " + w.path + " = ANY SHORTEST (" + w.from + ")-[:" + strings.Join(quotedAll(w.types), "|") + "]-{1," + strconv.Itoa(w.steps) + "}(" + w.to + ")")
	p.where(w.where)
}

func (c project) clause(p *printer) {
	p.text(map[bool]string{true: "RETURN ", false: "WITH "}[c.final])
	if c.distinct {
		p.text("DISTINCT ")
	}
	for i, it := range c.items {
		if i > 0 {
			p.text(", ")
		}
		it.expr.expr(p)
		if it.as != "" {
			p.text(" AS " + it.as)
		}
	}
	for i, s := range c.orderBy {
		p.text(map[bool]string{true: " ORDER BY ", false: ", "}[i == 0])
		s.expr.expr(p)
		if s.descending {
			p.text(" DESC")
		}
	}
	if c.limit != nil {
		p.text(" LIMIT ")
		c.limit.expr(p)
	}
	p.where(c.where)
}

func (u unwind) clause(p *printer) {
	p.text("UNWIND ")
	u.list.expr(p)
	p.text(" AS " + u.as)
}

func (u unionAll) clause(p *printer) {
	for i, q := range u {
		if i > 0 {
			p.newline()
			p.text("UNION ALL")
			p.newline()
		}
		p.clauses(q)
	}
}

func (c call) clause(p *printer) {
	p.text("CALL (" + strings.Join(c.imports, ", ") + ") ")
	p.block(c.body)
}

func (p *printer) pattern(pt pattern) {
	if pt.path != "" {
		p.text(pt.path + " = ")
	}
	p.node(pt.start)
	for _, s := range pt.steps {
		if !s.out {
			p.text("<")
		}
		p.text("-[" + s.name + ":" + query.Quote(s.typ) + map[bool]string{true: "*0.."}[pt.deep] + "]-")
		if s.out {
			p.text(">")
		}
		p.node(s.to)
	}
}

func (p *printer) node(n node) {
	p.text("(" + n.name)
	if n.label != "" {
		p.text(":" + query.Quote(n.label))
	}
	p.text(")")
}

func (n name) expr(p *printer) { p.text(string(n)) }
func (l lit) expr(p *printer)  { p.text(string(l)) }

func (v param) expr(p *printer) {
	key := "p" + strconv.Itoa(len(p.params))
	p.params[key] = v.value
	p.text("$" + key)
}

func (v prop) expr(p *printer) { p.text(v.of + "." + query.Quote(v.key)) }

func (l list) expr(p *printer) {
	p.text("[")
	p.list(l, ", ")
	p.text("]")
}

func (f fn) expr(p *printer) {
	p.text(f.name + "(")
	p.list(f.args, ", ")
	p.text(")")
}

func (o binary) expr(p *printer) {
	o.left.expr(p)
	p.text(" " + o.op + " ")
	o.right.expr(p)
}

func (a and) expr(p *printer) { p.group(a, " AND ", "true") }
func (o or) expr(p *printer)  { p.group(o, " OR ", "false") }

func (p *printer) group(exprs []expr, separator, empty string) {
	switch len(exprs) {
	case 0:
		p.text(empty)
	case 1:
		exprs[0].expr(p)
	default:
		p.text("(")
		p.list(exprs, separator)
		p.text(")")
	}
}

func (n not) expr(p *printer) {
	p.text("NOT (")
	n.of.expr(p)
	p.text(")")
}

func (n isNull) expr(p *printer) {
	n.of.expr(p)
	p.text(map[bool]string{true: " IS NOT NULL", false: " IS NULL"}[n.negated])
}

func (a anyIn) expr(p *printer) {
	p.text("any(one IN ")
	a.others.expr(p)
	p.text(" WHERE one IN ")
	a.of.expr(p)
	p.text(")")
}

func (s sub) expr(p *printer) {
	p.text(s.kind + " ")
	p.block(s.body)
}

func (c comprehension) expr(p *printer) {
	p.text("[")
	p.pattern(c.pattern)
	p.where(c.where)
	p.text(" | ")
	c.result.expr(p)
	p.text("]")
}

func (d distinct) expr(p *printer) {
	p.text("DISTINCT ")
	d.of.expr(p)
}

func (e each) expr(p *printer) {
	p.text("all(" + e.as + " IN ")
	e.list.expr(p)
	p.text(" WHERE ")
	e.condition.expr(p)
	p.text(")")
}

func (m mapped) expr(p *printer) {
	p.text("[" + m.as + " IN ")
	m.list.expr(p)
	p.text(" | ")
	m.result.expr(p)
	p.text("]")
}

func (h hasLabel) expr(p *printer) { p.text(h.of + ":" + query.Quote(h.label)) }

func (v propOf) expr(p *printer) {
	v.of.expr(p)
	p.text("." + query.Quote(v.key))
}

func (s slice) expr(p *printer) {
	p.text("(")
	s.of.expr(p)
	p.text(")[..")
	s.upTo.expr(p)
	p.text("]")
}

func (e element) expr(p *printer) {
	e.of.expr(p)
	p.text("[" + strconv.Itoa(e.place) + "]")
}

func (o place) expr(p *printer) {
	p.text("CASE ")
	o.of.expr(p)
	for i, name := range o.among {
		p.text(" WHEN '" + name + "' THEN " + strconv.Itoa(i))
	}
	p.text(" END")
}

func (c cases) expr(p *printer) {
	p.text("CASE WHEN ")
	c.when.expr(p)
	p.text(" THEN ")
	c.then.expr(p)
	p.text(" ELSE ")
	c.otherwise.expr(p)
	p.text(" END")
}
