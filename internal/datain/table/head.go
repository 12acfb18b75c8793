package table

import (
	"fmt"
	"regexp"
	"strings"
)

const (
	// headWindow is how many rows are looked at for the header, headBytes bounds their text.
	headWindow = 20
	headBytes  = 256 << 10
	// maxTitles bounds the rows that may stand above the header.
	maxTitles = 6
	// maxHeadRows bounds the rows that hold names.
	maxHeadRows = 3
)

// head is where the header of a table is, among its first rows.
type head struct {
	// at is the row, from 0; rows is how many hold the names.
	at, rows int
}

// findHead passes over titles: rows of one cell, or of captions such as 单位：万元, above rows that
// mostly have more cells. Where that is not sure the first row is the header.
func findHead(rows [][]string) head {
	if len(rows) == 0 {
		return head{rows: 1}
	}
	at := 0
	for at < min(len(rows)-1, maxTitles) && isTitle(rows[at], rows[at+1:]) {
		at++
	}
	return head{at: at, rows: headRows(rows[at:])}
}

// headOrFirst is findHead, unless it is given that the first row is the header.
func headOrFirst(rows [][]string, given bool) head {
	if given {
		return head{rows: headRows(rows)}
	}
	return findHead(rows)
}

// names are those of the header's rows.
func (h head) names(rows [][]string) []string {
	names := rows[h.at]
	for _, below := range rows[h.at+1 : h.at+h.rows] {
		names = joinHead(names, below)
	}
	return names
}

// isTitle tells that a row says something about the table below it.
func isTitle(row []string, below [][]string) bool {
	width := filled(row)
	if width != 1 && !isCaption(row) {
		return false
	}
	rest := below
	for len(rest) > 0 && (filled(rest[0]) == 1 || isCaption(rest[0])) {
		rest = rest[1:]
	}
	if len(rest) < 2 || len(below)-len(rest) >= maxTitles {
		return false
	}
	// Several captions above a header that is wider; short lines between and below the rows say nothing.
	if width > 1 && filled(rest[0]) > width {
		return true
	}
	wide, rows := 0, 0
	for _, other := range rest {
		if filled(other) > width {
			wide++
		}
		if asideWord(other) == "" {
			rows++
		}
	}
	// A header and one row below it at least, and few rows that are as short as a title.
	return wide >= 2 && wide*3 >= rows*2
}

var (
	captionText = regexp.MustCompile(`[:：]|^[（(\[【].*[）)\]】]$|^\d{4}\s*年|^单位`)
	onlyUnit    = regexp.MustCompile(`^[（(\[【].*[）)\]】]$`)
)

// isCaption tells that all cells of a row are captions, such as 填报单位：招商中心 and 单位：万元.
func isCaption(row []string) bool {
	return every(row, func(cell string) bool { return captionText.MatchString(cell) })
}

var unitCaption = regexp.MustCompile(`单位[:： ]*(?:人民币)?[ ]*([百千十]?[万亿]元|[十百千]元)`)

// unitOf is the unit of money that a line above the header names, as in 单位：万元; empty without one.
func unitOf(row []string) string {
	for i := range row {
		if found := unitCaption.FindStringSubmatch(cellAt(row, i)); found != nil {
			return found[1]
		}
	}
	return ""
}

// unit is what the lines above the header name.
func (h head) unit(rows [][]string) string {
	for _, row := range rows[:h.at] {
		if unit := unitOf(row); unit != "" {
			return unit
		}
	}
	return ""
}

// headRows is how many rows hold the names: those below the first complete it, as in joinHead.
func headRows(rows [][]string) int {
	n := 1
	for names := rows[0]; n < min(len(rows), maxHeadRows) && completes(names, rows[n], n == 1); n++ {
		names = joinHead(names, rows[n])
	}
	return n
}

// completes tells that a row goes on with the names above it: it fills the gaps that cells merged to
// the right leave, and leaves what is merged downwards; or holds nothing but units; or, as the
// second, names all columns of the groups above.
func completes(first, second []string, isSecond bool) bool {
	switch {
	case isSecond && groupsAbove(first, second):
		return true
	case cellAt(first, 0) == "":
		return false
	case every(second, onlyUnit.MatchString) && filled(second) < filled(first):
		return true
	case cellAt(second, 0) != "":
		return false // a row of the table begins with something, as a rule
	}
	return fillsGaps(first, second)
}

// groupsAbove tells that names stand below groups of them: at least twice as many, none of them a number or there twice.
func groupsAbove(groups, names []string) bool {
	if filled(groups) < 2 || filled(names) < 2*filled(groups) || filled(names) < 4 || cellAt(groups, 0) == "" {
		return false
	}
	seen := map[string]bool{"": true}
	for i := range max(len(groups), len(names)) {
		name := cellAt(names, i)
		if name == "" && cellAt(groups, i) == "" || name != "" && (seen[name] || strings.ContainsAny(name, "0123456789")) {
			return false
		}
		seen[name] = true
	}
	return true
}

func fillsGaps(first, second []string) bool {
	gaps := 0
	for i := range max(len(first), len(second)) {
		upper, lower := cellAt(first, i), cellAt(second, i)
		switch {
		case upper == "" && lower != "":
			if onlyNumber.MatchString(lower) {
				return false
			}
			gaps++
		case lower == "" && upper != "":
		case upper != "" && cellAt(first, i+1) != "":
			return false // it has a name above and is no part of a group
		case upper == "" && lower == "" && i < len(trimmedRow(first)):
			return false
		}
	}
	return gaps > 0
}

// joinHead makes one row of names of two: a name above goes before those of its group.
func joinHead(first, second []string) []string {
	names := make([]string, max(len(first), len(second)))
	group := ""
	for i := range names {
		upper, lower := cellAt(first, i), cellAt(second, i)
		if upper != "" {
			group = upper
		}
		switch lower {
		case "":
			names[i] = upper
		case group:
			names[i] = lower
		default:
			names[i] = strings.TrimSpace(group + " " + lower)
		}
	}
	return names
}

func cellAt(row []string, i int) string {
	if i >= len(row) {
		return ""
	}
	return strings.TrimSpace(row[i])
}

func filled(row []string) int {
	n := 0
	for i := range row {
		if cellAt(row, i) != "" {
			n++
		}
	}
	return n
}

func trimmedRow(row []string) []string {
	for len(row) > 0 && strings.TrimSpace(row[len(row)-1]) == "" {
		row = row[:len(row)-1]
	}
	return row
}

func every(row []string, is func(string) bool) bool {
	for i := range row {
		if cell := cellAt(row, i); cell != "" && !is(cell) {
			return false
		}
	}
	return filled(row) > 0
}

// note says what was taken for the header; lines are those of the rows that were looked at.
func (h head) note(rows [][]string, lines []int) []string {
	var notes []string
	for i, row := range rows[:h.at] {
		if unit := unitOf(row); unit != "" {
			notes = append(notes, fmt.Sprintf("line %d, above the header, names the unit %s; amounts whose own heads name none need transform: {amount: %s}", lines[i], unit, unit))
		}
	}
	if h.at > 0 {
		notes = append(notes, fmt.Sprintf("line %d is the header; what stands above it is not read", lines[h.at]))
	}
	switch {
	case h.rows == 2:
		notes = append(notes, fmt.Sprintf("the header is lines %d and %d, whose names are joined", lines[h.at], lines[h.at+1]))
	case h.rows > 2:
		notes = append(notes, fmt.Sprintf("the header is lines %d to %d, whose names are joined", lines[h.at], lines[h.at+h.rows-1]))
	}
	return notes
}
