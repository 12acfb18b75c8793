package ingest

import (
	"encoding/json"

	"github.com/clustergraph/clustergraph/internal/record"
)

// Counts is what became of rows; the last four add up to Rows.
type Counts struct {
	Rows      int `json:"rows"`
	Created   int `json:"created"`
	Updated   int `json:"updated"`
	Unchanged int `json:"unchanged"`
	Rejected  int `json:"rejected"`
}

// Problem is what is wrong, or odd, with one field of one line.
type Problem struct {
	File   string `json:"file"`
	Line   int    `json:"line"`
	Field  string `json:"field,omitempty"`
	Reason string `json:"reason"`
}

// FileReport is what became of the rows of one file.
type FileReport struct {
	File string `json:"file"`
	Counts
}

// Report is what an import did. Its lists are bounded, its counts are not.
type Report struct {
	Counts
	Files []FileReport `json:"files"`
	// Problems say why rows were rejected; a row may have several.
	Problems     []Problem `json:"problems"`
	ProblemCount int       `json:"problemCount"`
	// Warnings tell of values that were accepted but look odd.
	Warnings     []Problem `json:"warnings"`
	WarningCount int       `json:"warningCount"`
}

// Reject is one line of the rejects writer.
type Reject struct {
	File     string           `json:"file"`
	Line     int              `json:"line"`
	Problems []record.Problem `json:"problems"`
	// Row is the line as it stands in the file, absent when it is no JSON or too long.
	Row json.RawMessage `json:"row,omitempty"`
}

func (c *Counts) add(s record.Status) {
	c.Rows++
	switch s {
	case record.Created:
		c.Created++
	case record.Updated:
		c.Updated++
	case record.Unchanged:
		c.Unchanged++
	default:
		c.Rejected++
	}
}

// problems keeps at most limit of the added ones and counts all.
func keep(list []Problem, count *int, limit int, file string, line int, added []record.Problem) []Problem {
	for _, p := range added {
		*count++
		if len(list) < limit {
			list = append(list, Problem{File: file, Line: line, Field: p.Field, Reason: p.Reason})
		}
	}
	return list
}
