package ingest

import (
	"slices"

	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/write/record"
)

// Counts is what became of rows: Written, Unchanged, Skipped and Rejected add up to Rows.
type Counts struct {
	Rows int `json:"rows"`
	// Written rows made or changed something.
	Written int `json:"written"`
	// Unchanged rows say what the graph holds already.
	Unchanged int `json:"unchanged"`
	// Skipped rows are of no interest: no condition of the mapping let anything of them in.
	Skipped  int `json:"skipped"`
	Rejected int `json:"rejected"`

	NodesCreated         int `json:"nodesCreated"`
	NodesUpdated         int `json:"nodesUpdated"`
	RelationshipsCreated int `json:"relationshipsCreated"`
	RelationshipsUpdated int `json:"relationshipsUpdated"`
	// Records are those of the service that an export was restored with.
	Records int `json:"records,omitempty"`
	// EntriesRefused are parts of rows that went on without them.
	EntriesRefused int `json:"entriesRefused"`
	// ValuesOmitted are single values that rows went on without.
	ValuesOmitted int `json:"valuesOmitted"`
}

// Created counts nodes and relationships.
func (c Counts) Created() int { return c.NodesCreated + c.RelationshipsCreated }

// Updated counts nodes and relationships.
func (c Counts) Updated() int { return c.NodesUpdated + c.RelationshipsUpdated }

// check proves that no row got lost on the way.
func (c Counts) check() error {
	if sum := c.Written + c.Unchanged + c.Skipped + c.Rejected; sum != c.Rows {
		return fault.New(fault.Internal, "of %d rows %d are accounted for: this is a mistake of the program", c.Rows, sum)
	}
	return nil
}

func (c *Counts) plus(o Counts) {
	c.Rows += o.Rows
	c.Written += o.Written
	c.Unchanged += o.Unchanged
	c.Skipped += o.Skipped
	c.Rejected += o.Rejected
	c.NodesCreated += o.NodesCreated
	c.NodesUpdated += o.NodesUpdated
	c.RelationshipsCreated += o.RelationshipsCreated
	c.RelationshipsUpdated += o.RelationshipsUpdated
	c.Records += o.Records
	c.EntriesRefused += o.EntriesRefused
	c.ValuesOmitted += o.ValuesOmitted
}

// node counts what became of one node.
func (c *Counts) node(s record.Status) {
	switch s {
	case record.Created:
		c.NodesCreated++
	case record.Updated:
		c.NodesUpdated++
	}
}

func (c *Counts) relationship(s record.Status) {
	switch s {
	case record.Created:
		c.RelationshipsCreated++
	case record.Updated:
		c.RelationshipsUpdated++
	}
}

// Problem is what is wrong, or odd, with one value of one row.
type Problem struct {
	File   string `json:"file"`
	Line   int    `json:"line"`
	Column string `json:"column,omitempty"`
	Value  string `json:"value,omitempty"`
	Reason string `json:"reason"`
	// Lost says what is left out for it.
	Lost Lost `json:"lost,omitempty"`
}

// Lost is what is left out for a problem.
type Lost string

// What is left out: the whole row, one entry of a list in it, or one value.
const (
	LostRow   Lost = "row"
	LostEntry Lost = "entry"
	LostValue Lost = "value"
)

// FileReport is what became of the rows of one file.
type FileReport struct {
	File string `json:"file"`
	Counts
}

// Report is what an import did. Its lists are bounded, its counts are not.
type Report struct {
	Counts
	Files []FileReport `json:"files"`
	// Problems say what was left out and why; a row may have several.
	Problems     []Problem `json:"problems"`
	ProblemCount int       `json:"problemCount"`
	// Warnings tell of values that were accepted but look odd.
	Warnings     []Problem `json:"warnings"`
	WarningCount int       `json:"warningCount"`
	// Notes say what was assumed about the files, and what was not looked at.
	Notes []string `json:"notes,omitempty"`
	// Resumed tells where this run went on; the counts include what was done before.
	Resumed *Place `json:"resumed,omitempty"`
	// DryRun tells that nothing was written; Stopped where it ended before the end.
	DryRun  bool   `json:"dryRun,omitempty"`
	Stopped *Place `json:"stopped,omitempty"`
}

// Place is a line of a file.
type Place struct {
	File string `json:"file"`
	Line int    `json:"line"`
}

// clone copies what the tally of a batch changes, so that a batch that is undone leaves no trace.
func (r *Report) clone() Report {
	c := *r
	c.Files = slices.Clone(r.Files)
	c.Problems, c.Warnings = slices.Clip(r.Problems), slices.Clip(r.Warnings)
	return c
}

// keep adds a problem to a list as long as it is short, and counts it.
func keep(list []Problem, count *int, limit int, p Problem) []Problem {
	*count++
	if len(list) < limit {
		list = append(list, p)
	}
	return list
}
