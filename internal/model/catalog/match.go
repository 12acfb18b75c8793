package catalog

import (
	"fmt"
	"strconv"

	"github.com/vektah/gqlparser/v2/ast"
)

// Match is how far a field, or a common end of a relationship, shows whether two entities are
// the same.
type Match struct {
	// M is the probability that it agrees where both are the same, U that it does where they
	// are not.
	M, U float64
	// Proof tells that an agreement is evidence by itself, as that of a common name is not.
	Proof bool
}

// Matches tells whether duplicates of the entity can be found: something of it has @match.
func (e *Entity) Matches() bool {
	for _, f := range e.Fields {
		if f.Match != nil {
			return true
		}
	}
	return false
}

// NeedsProof tells that entities may share what they are called, so that this alone never
// merges two.
func (e *Entity) NeedsProof() bool {
	for _, f := range e.Fields {
		if f.Match != nil && !f.Match.Proof {
			return true
		}
	}
	return false
}

// match reads the directive of a field; nil when there is none.
func match(owner string, fd *ast.FieldDefinition) (*Match, error) {
	d := fd.Directives.ForName("match")
	if d == nil {
		return nil, nil
	}
	m := &Match{M: 0.9, U: 0.01, Proof: true}
	for name, to := range map[string]*float64{"m": &m.M, "u": &m.U} {
		arg := d.Arguments.ForName(name)
		if arg == nil {
			continue
		}
		n, err := strconv.ParseFloat(arg.Value.Raw, 64)
		if err != nil || n <= 0 || n >= 1 {
			return nil, fmt.Errorf("%s.%s: @match(%s:) must be a probability between 0 and 1, both excluded", owner, fd.Name, name)
		}
		*to = n
	}
	if m.M <= m.U {
		return nil, fmt.Errorf("%s.%s: @match needs m greater than u, or an agreement would speak against it", owner, fd.Name)
	}
	if arg := d.Arguments.ForName("proof"); arg != nil {
		m.Proof = arg.Value.Raw == "true"
	}
	return m, nil
}
