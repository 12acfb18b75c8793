package mapping

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/clustergraph/clustergraph/internal/model/canon"
	"github.com/clustergraph/clustergraph/internal/model/ident"
	"github.com/clustergraph/clustergraph/internal/model/wellformed"
)

const (
	// maxMade bounds the texts that templates and replacements make and take, in bytes: no
	// cell and no mapping, however short, may take much memory.
	maxMade = 100_000
	// maxPiece bounds what stands in a mapping to be put into texts many times, in bytes.
	maxPiece = 100
	// maxParts bounds the columns of a template.
	maxParts = 50
)

// textStep applies a function to the text of a value; an empty result is a missing value.
func textStep(change func(string) string) step {
	return func(v any) (any, error) {
		s, err := scalarText(v)
		if err != nil {
			return nil, err
		}
		return present(change(s)), nil
	}
}

// scalarText is the text of a value that is no list and no object.
func scalarText(v any) (string, error) {
	switch v.(type) {
	case []any, map[string]any:
		return "", errors.New("is a list or an object, expected a text")
	}
	return textOf(v), nil
}

func identStep(name string) step {
	return func(v any) (any, error) {
		s, err := scalarText(v)
		if err != nil {
			return nil, err
		}
		format, ok := ident.Lookup(name)
		if !ok {
			return nil, fmt.Errorf("follows the format %s, which this program does not know", name)
		}
		s, _, err = format.Normalize(s)
		return s, err
	}
}

// regexStep keeps a group of what a pattern finds.
func regexStep(pattern *regexp.Regexp, group int) step {
	return func(v any) (any, error) {
		s, err := scalarText(v)
		if err != nil {
			return nil, err
		}
		found := pattern.FindStringSubmatch(s)
		if found == nil {
			return nil, fmt.Errorf("does not match %s", pattern)
		}
		return present(found[group]), nil
	}
}

// replaceStep applies a replacement to texts of bounded length.
func replaceStep(change func(string) string) step {
	apply := textStep(change)
	return func(v any) (any, error) {
		if s := textOf(v); len(s) > maxMade {
			return nil, fmt.Errorf("is %d bytes long, at most %d can be replaced in", len(s), maxMade)
		}
		return apply(v)
	}
}

// tableStep replaces a value by what a table has for it.
func tableStep(table map[string]any) step {
	known := slices.Sorted(maps.Keys(table))
	return func(v any) (any, error) {
		s, err := scalarText(v)
		if err != nil {
			return nil, err
		}
		if to, found := table[s]; found {
			return to, nil
		}
		if to, found := table[normalName(s)]; found {
			return to, nil
		}
		return nil, fmt.Errorf("is not in the table, expected one of %s", shown(strings.Join(known, ", ")))
	}
}

// booleanStep reads the ways in which tables say yes and no.
func booleanStep(v any) (any, error) {
	if b, ok := v.(bool); ok {
		return b, nil
	}
	s, err := plainText(v)
	if err != nil {
		return nil, err
	}
	switch strings.ToLower(s) {
	case "是", "有", "对", "y", "yes", "true", "t", "1", "√", "✓":
		return true, nil
	case "否", "无", "没有", "不是", "n", "no", "false", "f", "0", "×":
		return false, nil
	}
	return nil, errors.New("is neither yes nor no, expected 是 or 否, Y or N, true or false, 1 or 0")
}

func splitStep(separators []string) step {
	f := fanout{}
	return func(v any) (any, error) {
		s, err := scalarText(v)
		if err != nil {
			return nil, err
		}
		items := []any{}
		for _, item := range f.pieces(s, separators) {
			if item = present(item); item != nil {
				items = append(items, item)
			}
		}
		return items, nil
	}
}

func joinStep(separator string) step {
	return func(v any) (any, error) {
		items, isList := v.([]any)
		if !isList {
			return v, nil
		}
		texts := make([]string, len(items))
		for i, item := range items {
			texts[i] = textOf(item)
		}
		return present(strings.Join(texts, separator)), nil
	}
}

// padStep puts zeros before a number that a spreadsheet has taken them from.
func padStep(width int) step {
	return textStep(func(s string) string {
		return strings.Repeat("0", max(width-utf8.RuneCountInString(s), 0)) + s
	})
}

// jsonStep reads JSON that stands in a cell.
func jsonStep(v any) (any, error) {
	s, isText := v.(string)
	if !isText {
		return v, nil
	}
	if err := wellformed.JSON([]byte(s)); err != nil {
		return nil, fmt.Errorf("is no JSON: %w", err)
	}
	d := json.NewDecoder(bytes.NewReader([]byte(s)))
	d.UseNumber()
	var out any
	if err := d.Decode(&out); err != nil || d.More() {
		return nil, errors.New("is no JSON, expected a list or an object such as [\"a\", \"b\"]")
	}
	return out, nil
}

func nfkc(s string) string { return norm.NFKC.String(canon.Visible(s)) }
