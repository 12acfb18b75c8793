package main

import "fmt"

// reject tells what of the data set did not reach the graph, and why.
type reject struct {
	File string `json:"file"`
	Line int    `json:"line"`
	// What is row when nothing of the row was taken, value when only Value was left out.
	What   string `json:"what"`
	Value  string `json:"value"`
	Reason string `json:"reason"`
}

type rejects struct{ list []reject }

func (r *rejects) row(file string, line int, value, reason string, args ...any) {
	r.list = append(r.list, reject{file, line, "row", value, fmt.Sprintf(reason, args...)})
}

func (r *rejects) value(file string, line int, value, reason string, args ...any) {
	r.list = append(r.list, reject{file, line, "value", value, fmt.Sprintf(reason, args...)})
}
