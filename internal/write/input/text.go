package input

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clustergraph/clustergraph/internal/model/canon"
	"github.com/clustergraph/clustergraph/internal/model/catalog"
)

const (
	// maxText bounds a text, in characters.
	maxText = 100_000
	// maxIndexedText bounds a text that an index holds, in characters. An index entry
	// takes about 8,000 bytes, and the sort key of a Chinese character up to a dozen.
	maxIndexedText = 500
	// maxList bounds a list of texts.
	maxList = 1_000
	// maxSortKey bounds a sort key, in bytes: compatibility forms may unfold to many characters.
	maxSortKey = 7_000
)

// cleanText checks a text. Indexed texts are identifying: they are trimmed and hold no
// line breaks; others may hold tabs and line breaks.
func cleanText(f *catalog.Field, s string) (string, error) {
	if !utf8.ValidString(s) {
		return "", fmt.Errorf("is not valid UTF-8; convert the file to UTF-8")
	}
	limit, indexed := maxText, f.Index || f.Unique || f.Pinyin
	if indexed {
		limit = maxIndexedText
		s = strings.TrimSpace(s)
	}
	if canon.Text(s) == "" {
		return "", fmt.Errorf("is empty; leave it out, or give null to remove it")
	}
	if n := utf8.RuneCountInString(s); n > limit {
		return "", fmt.Errorf("is %d characters long, at most %d are kept", n, limit)
	}
	for _, r := range s {
		if unicode.IsControl(r) && (indexed || (r != '\n' && r != '\r' && r != '\t')) {
			return "", fmt.Errorf("holds the control character U+%04X; remove it", r)
		}
	}
	return s, nil
}
