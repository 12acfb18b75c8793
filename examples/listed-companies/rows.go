package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// The files of the data set.
const (
	companyFile   = "company.jsonl"
	industryFile  = "industry.jsonl"
	hierarchyFile = "industry_industry.jsonl"
	operatesFile  = "company_industry.jsonl"
	upstreamFile  = "industry_up.jsonl"
)

type companyRow struct {
	Name     string `json:"name"`
	Fullname string `json:"fullname"`
	Code     string `json:"code"`
	Time     string `json:"time"`
}

type industryRow struct {
	Code string `json:"code"`
	Name string `json:"name"`
}

type hierarchyRow struct {
	Child  string `json:"from_code"`
	Parent string `json:"to_code"`
}

type operatesRow struct {
	Company  string `json:"company_code"`
	Industry string `json:"industry_code"`
	Name     string `json:"industry_name"`
}

type upstreamRow struct {
	Industry string             `json:"industry"`
	Ups      map[string]float64 `json:"ups"`
}

// numbered is a row with its line in the file, counted from 1.
type numbered[T any] struct {
	line int
	row  T
}

// readRows reads a file of one JSON object a line. A line that is none of T goes to
// the rejects; the others are returned.
func readRows[T any](dir, file string, rejects *rejects) (rows []numbered[T], err error) {
	f, err := os.Open(filepath.Join(dir, file))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%s lacks the file %s: point --in at the directory of the data set", dir, file)
	}
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for n := 1; lines.Scan(); n++ {
		var row T
		if problem := json.Unmarshal(lines.Bytes(), &row); problem != nil {
			rejects.row(file, n, lines.Text(), "not a row of this file: %v", problem)
			continue
		}
		rows = append(rows, numbered[T]{n, row})
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	return rows, nil
}
