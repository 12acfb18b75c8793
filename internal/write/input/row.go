package input

// Node is one node as a caller gives it. A field that is absent keeps its stored value.
type Node struct {
	// ID names the node; empty leaves it to the business keys. An id that the graph
	// does not know yet makes a node with that id.
	ID string
	// Values are the fields by name; nil removes the stored value.
	Values map[string]any
	// Sources are added to the sources that the node is known from.
	Sources []Ref
	// DropSources removes the stored sources first.
	DropSources bool
	// Version, RecordedAt and RecordedBy are honoured for a node that does not exist yet
	// only; zero values mean 1, now and the writer's actor.
	Version    int64
	RecordedAt string
	RecordedBy string
	// FindBy is an indexed field, such as name, by which the node is found when no business
	// key leads to one; where one leads to another node, the row is refused. Empty leaves it to
	// the business keys.
	FindBy string
	// Protect are the fields whose stored value, when it differs, rejects the row.
	Protect []string
	// CreateOnly makes a missing node and never changes one that exists.
	CreateOnly bool
	// Confidence is how far the row is believed, 0 to 1; nil says nothing about it.
	Confidence *float64
	// ValidFrom and ValidTo are dates between which it holds; empty says nothing.
	ValidFrom, ValidTo string
	// Drop names those of confidence, validFrom and validTo whose stored value is removed.
	Drop []string
	// Claims are what sources give where they disagree; they are honoured for what does not
	// exist yet only.
	Claims []Claim
	// Exact puts what the row gives as it is: its sources contest nothing, and a field that
	// only moves forward may be set back.
	Exact bool
	// CreatedIn is the change that tells of the creation already, as it does of what comes from
	// an export with its changes; empty has one written. It is honoured as Claims are.
	CreatedIn string
	// Contested names the fields of which stored claims come from an export; they are then
	// no Claims of the row. It is honoured as Claims are.
	Contested []string
	// Mentioning names the fields whose texts mention somebody who was erased; honoured as Claims are.
	Mentioning []string
	// Restored tells that the row comes from an export of a whole graph: what was recorded
	// before a bound was declared is put back as it was.
	Restored bool
	// Problems were found while the row was read: it is checked for more, and rejected.
	Problems []Problem
}

// Edge is one relationship as a caller gives it. A property that is absent keeps its
// stored value, except that an absent key property means the relationship without one.
type Edge struct {
	// ID names the relationship; empty leaves it to its ends and key.
	ID       string
	From, To Ref
	// FromNew and ToNew tell that the same transaction has made the node at that end, which is
	// named by its id: nothing leads from it or to it yet, and nobody else sees it.
	FromNew, ToNew bool
	Values         map[string]any
	Sources        []Ref
	// DropSources removes the stored sources first.
	DropSources bool
	// RecordedAt and RecordedBy are honoured for a relationship that does not exist yet only.
	RecordedAt string
	RecordedBy string
	// Protect are the properties whose stored value, when it differs, rejects the row;
	// "to" and "from" stand for the other end of a to-one relationship, which is not moved.
	Protect []string
	// Confidence is how far the row is believed, 0 to 1; nil says nothing about it.
	Confidence *float64
	// ValidFrom and ValidTo are dates between which it holds; empty says nothing.
	ValidFrom, ValidTo string
	// Drop names those of confidence, validFrom and validTo whose stored value is removed.
	Drop []string
	// Claims are what sources give where they disagree; they are honoured for what does not
	// exist yet only.
	Claims []Claim
	// Exact puts what the row gives as it is: its sources contest nothing.
	Exact bool
	// CreatedIn is the change that tells of the creation already, as it does of what comes from
	// an export with its changes; empty has one written. It is honoured as Claims are.
	CreatedIn string
	// Contested names the fields of which stored claims come from an export; they are then
	// no Claims of the row. It is honoured as Claims are.
	Contested []string
	// Mentioning names the fields whose texts mention somebody who was erased; honoured as Claims are.
	Mentioning []string
	// Restored tells that the row comes from an export of a whole graph: what was recorded
	// before a bound was declared is put back as it was.
	Restored bool
	// Problems were found while the row was read: it is checked for more, and rejected.
	Problems []Problem
}

// Problem is what is wrong with one field of a row.
type Problem struct {
	// Field is the column; empty when it is the row as a whole.
	Field string
	// Reason says what is wrong and what is expected.
	Reason string
	// Taken tells that the row is right in itself, but something else has what it wants.
	Taken bool
}
