package cypher

// clauses is a sequence of clauses.
type clauses []clause

type clause interface{ clause(*printer) }

type (
	match struct {
		optional bool
		pattern  pattern
		// seek names a variable, its label and the properties of the index to seek it in.
		seek  []string
		where []expr
	}
	// walked matches a shortest path of at most so many steps over relationships of types.
	walked struct {
		path, from, to string
		types          []string
		steps          int
		where          []expr
	}
	// project is WITH, or RETURN when final.
	project struct {
		final, distinct bool
		items           []item
		where           []expr
		orderBy         []sortItem
		limit           expr
	}
	unwind struct {
		list expr
		as   string
	}
	// unionAll are the rows of several queries, one after the other.
	unionAll []clauses
	// call is a sub-query that sees only the imported variables.
	call struct {
		imports []string
		body    clauses
	}
)

// item is an expression of WITH or RETURN; as may be empty for a variable.
type item struct {
	expr expr
	as   string
}

type sortItem struct {
	expr       expr
	descending bool
}

// pattern is a node and the steps from it. Path names what it matches, if anything has to; deep
// takes each step any number of times, none too.
type pattern struct {
	path  string
	deep  bool
	start node
	steps []step
}

type step struct {
	name string
	typ  string
	out  bool
	to   node
}

type node struct{ name, label string }

type expr interface{ expr(*printer) }

type (
	name string
	// lit is a fixed piece of Cypher such as true or 0.
	lit   string
	param struct{ value any }
	prop  struct{ of, key string }
	list  []expr
	fn    struct {
		name string
		args []expr
	}
	binary struct {
		op          string
		left, right expr
	}
	and    []expr
	or     []expr
	not    struct{ of expr }
	isNull struct {
		of      expr
		negated bool
	}
	// anyIn holds when a list holds one of others.
	anyIn struct{ of, others expr }
	// sub is EXISTS, COUNT or COLLECT over a clauses.
	sub struct {
		kind string
		body clauses
	}
	comprehension struct {
		pattern pattern
		where   []expr
		result  expr
	}
	slice struct{ of, upTo expr }
	// element is that at a place of a list.
	element struct {
		of    expr
		place int
	}
	// distinct stands inside an aggregate.
	distinct struct{ of expr }
	// each holds when the condition holds for every element of a list.
	each struct {
		as        string
		list      expr
		condition expr
	}
	// mapped is the list of a value of each element of a list.
	mapped struct {
		as     string
		list   expr
		result expr
	}
	hasLabel struct{ of, label string }
	propOf   struct {
		of  expr
		key string
	}
	cases struct{ when, then, otherwise expr }
	// place is that of a value among names, null for what is none of them.
	place struct {
		of    expr
		among []string
	}
)
