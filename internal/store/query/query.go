package query

import (
	"context"
	"strings"
)

// Statement is Cypher text and the parameters that carry all of its values.
type Statement struct {
	Text   string
	Params map[string]any
	// Allowance is what its rows are counted against while they are read; nil counts nothing.
	Allowance *Allowance
}

// Rows are the rows of an answer; each has a value a column.
type Rows struct {
	Columns []string
	Values  [][]any
}

// Runner runs a statement and returns its rows. The database, the reads of one request and a
// write transaction are runners.
type Runner interface {
	Query(ctx context.Context, stmt Statement) (Rows, error)
}

// Reading runs the reading statements of one request by one rule: a lone statement as an
// auto-commit read, several in one transaction. Close ends it. It is safe for concurrent use.
type Reading interface {
	Runner
	Close(ctx context.Context)
}

// Each runs statements one after the other whose rows nobody needs.
func Each(ctx context.Context, run Runner, statements ...Statement) error {
	for _, stmt := range statements {
		if _, err := run.Query(ctx, stmt); err != nil {
			return err
		}
	}
	return nil
}

// Quote makes a label, type or property name safe in Cypher text. Neo4j reads \uXXXX as a
// character before it looks for the closing quote, so a backslash is written that way.
func Quote(name string) string {
	if isPlain(name) {
		return name
	}
	return "`" + strings.ReplaceAll(strings.ReplaceAll(name, `\`, `\u005c`), "`", "``") + "`"
}

// isPlain tells whether s is a letter or underscore and then such or digits, in ASCII. It
// runs for every name of every statement, which is why it is no regular expression.
func isPlain(s string) bool {
	for i := range len(s) {
		c := s[i]
		letter := 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || c == '_'
		digit := '0' <= c && c <= '9'
		if !letter && (!digit || i == 0) {
			return false
		}
	}
	return s != ""
}

// Maps are the rows with their values by column.
func (r Rows) Maps() []map[string]any {
	list := make([]map[string]any, len(r.Values))
	for i, values := range r.Values {
		list[i] = make(map[string]any, len(values))
		for j, v := range values {
			list[i][r.Columns[j]] = v
		}
	}
	return list
}
