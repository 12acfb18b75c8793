package table

import (
	"bytes"
	"unicode"

	"github.com/clustergraph/clustergraph/internal/model/fault"
)

// delimiterNames are the delimiters that are tried, the likeliest first.
var delimiterNames = []struct {
	delimiter rune
	name      string
}{{',', "comma"}, {';', "semicolon"}, {'\t', "tab"}}

// guessDelimiter returns the delimiter that a line has most of outside quotation marks; 0 when it
// has none.
func guessDelimiter(line []byte) rune {
	best, most := rune(0), 0
	for _, d := range delimiterNames {
		if n := countOutside(line, byte(d.delimiter)); n > most {
			best, most = d.delimiter, n
		}
	}
	return best
}

// commonDelimiter is that of the lines below a title: one that all but a few have equally often,
// a comma when there is none.
func commonDelimiter(below [][]byte) rune {
	for _, d := range delimiterNames {
		times := map[int]int{}
		lines := 0
		for _, text := range below {
			if len(bytes.TrimSpace(text)) > 0 {
				times[countOutside(text, byte(d.delimiter))]++
				lines++
			}
		}
		for n, lined := range times {
			if n > 0 && lined >= 2 && lined*3 >= lines*2 {
				return d.delimiter
			}
		}
	}
	return ','
}

func countOutside(text []byte, c byte) int {
	n, inside := 0, false
	for _, b := range text {
		switch {
		case b == '"':
			inside = !inside
		case b == c && !inside:
			n++
		}
	}
	return n
}

// separatorLine reads the line "sep=;" that Excel writes and reads before the header.
func separatorLine(text []byte) (rune, bool) {
	rest, ok := bytes.CutPrefix(bytes.TrimRight(text, "\r\n"), []byte("sep="))
	if r := []rune(string(rest)); ok && len(r) == 1 {
		return r[0], true
	}
	return 0, false
}

func checkDelimiter(d rune) error {
	if d == '"' || d == '\r' || d == '\n' || d == unicode.ReplacementChar || d < 0 || d > unicode.MaxRune {
		return fault.New(fault.BadUserInput, "%q cannot be a delimiter; use a comma, a semicolon or a tab", d)
	}
	return nil
}

func delimiterName(d rune) string {
	for _, known := range delimiterNames {
		if known.delimiter == d {
			return known.name
		}
	}
	return string(d)
}
