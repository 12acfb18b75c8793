package sheet

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Safe returns the cell so that a spreadsheet shows it and never takes it for a formula: an
// apostrophe goes before text that begins with = + - or @, in plain or full width, also
// behind blanks, tabs and quotation marks. Numbers such as -12.5 stay as they are. The same
// is done behind each semicolon, tab and line break, since a spreadsheet that expects
// another delimiter cuts the cell there. Safe of a safe cell changes nothing.
func Safe(cell string) string {
	if !strings.ContainsAny(cell, triggers) {
		return cell
	}
	var out strings.Builder
	for i := 0; ; {
		n := strings.IndexAny(cell[i:], cuts)
		if n < 0 {
			out.WriteString(neutral(cell[i:]))
			return out.String()
		}
		out.WriteString(neutral(cell[i : i+n]))
		out.WriteString(cell[i+n : i+n+1])
		i += n + 1
	}
}

// Plain takes the apostrophes away that Safe has put before formulas.
func Plain(cell string) string {
	if !strings.Contains(cell, "'") || !strings.ContainsAny(cell, triggers) {
		return cell
	}
	var out strings.Builder
	for {
		n := strings.IndexAny(cell, cuts)
		if n < 0 {
			out.WriteString(bare(cell))
			return out.String()
		}
		out.WriteString(bare(cell[:n]))
		out.WriteString(cell[n : n+1])
		cell = cell[n+1:]
	}
}

// bare is a piece without the apostrophe of neutral.
func bare(piece string) string {
	if rest, guarded := strings.CutPrefix(piece, "'"); guarded && neutral(rest) == piece {
		return rest
	}
	return piece
}

// cuts are where a spreadsheet may cut a cell in two.
const cuts = ";\t\r\n"

// triggers begin a formula; the last is the minus sign U+2212.
const triggers = "=+-@＝＋－＠−"

// numeric is what spreadsheets read as a number, signs, thousands and per cent included.
var numeric = regexp.MustCompile(`^[+-]?(\d+|\d{1,3}(,\d{3})+)(\.\d+)?([eE][+-]?\d+)?%?$`)

// neutral puts an apostrophe before a piece of text that would be run.
func neutral(piece string) string {
	first, _ := utf8.DecodeRuneInString(strings.TrimLeftFunc(piece, ignored))
	if !strings.ContainsRune(triggers, first) || numeric.MatchString(strings.TrimSpace(piece)) {
		return piece
	}
	return "'" + piece
}

// ignored is what may stand before a formula: blanks, characters without a shape, and
// quotation marks.
func ignored(r rune) bool {
	return r == '"' || unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) || unicode.IsControl(r)
}
