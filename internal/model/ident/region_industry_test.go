package ident_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/model/ident"
)

func TestGBT4754(t *testing.T) {
	runVectors(t, ident.GBT4754, []vector{
		{name: "class with letter", in: "C3825", want: "C3825"},
		{name: "class", in: "3825", want: "C3825"},
		{name: "group", in: "382", want: "C382"},
		{name: "division", in: "38", want: "C38"},
		{name: "small letter, space", in: " c 3825", want: "C3825"},
		{name: "full width", in: "Ｃ３８２５", want: "C3825"},
		{name: "section O is a letter", in: "O8111", want: "O8111"},
		{name: "wrong letter", in: "D3825", fault: "the section letter is D, expected C for division 38"},
		{name: "letter that is no section", in: "Z3825", fault: "the section letter is Z, expected C"},
		{name: "section alone", in: "C", fault: "there are 0 digits, expected two to four"},
		{name: "one digit", in: "C3", fault: "there are 1 digits"},
		{name: "five digits", in: "38250", fault: "there are 5 digits"},
		{name: "division 00", in: "0011", fault: "division 00, 98 and 99 are not used"},
		{name: "division 98", in: "98", fault: "division 00, 98 and 99 are not used"},
		{name: "letter inside", in: "C38O5", fault: "character 4 is O, expected a digit (perhaps 0 was meant)"},
		{name: "point", in: "C38.25", fault: "character 4 is ."},
	})
}

// The first and the last division of each of the 20 sections, GB/T 4754-2017 table 1.
func TestGBT4754Sections(t *testing.T) {
	f := lookup(t, ident.GBT4754)
	covered := 0
	for _, s := range []struct {
		letter      string
		first, last int
	}{
		{"A", 1, 5},
		{"B", 6, 12},
		{"C", 13, 43},
		{"D", 44, 46},
		{"E", 47, 50},
		{"F", 51, 52},
		{"G", 53, 60},
		{"H", 61, 62},
		{"I", 63, 65},
		{"J", 66, 69},
		{"K", 70, 70},
		{"L", 71, 72},
		{"M", 73, 75},
		{"N", 76, 79},
		{"O", 80, 82},
		{"P", 83, 83},
		{"Q", 84, 85},
		{"R", 86, 90},
		{"S", 91, 96},
		{"T", 97, 97},
	} {
		for d := s.first; d <= s.last; d++ {
			got, _, err := f.Normalize(fmt.Sprintf("%02d", d))
			require.NoError(t, err)
			assert.Equal(t, fmt.Sprintf("%s%02d", s.letter, d), got)
			covered++
		}
	}
	assert.Equal(t, 97, covered, "every division belongs to one section")
}

func TestGBT2260(t *testing.T) {
	runVectors(t, ident.GBT2260, []vector{
		{name: "Zhangjiagang", in: "320582", want: "320582"},
		{name: "city", in: "320500", want: "320500"},
		{name: "province", in: "320000", want: "320000"},
		{name: "Hong Kong", in: "810000", want: "810000"},
		{name: "spaces, full width", in: " ３２０５ ８２", want: "320582"},
		{name: "no such province", in: "990000", want: "990000", warning: "99 is no province-level division"},
		{name: "two digits", in: "32", fault: "the code has 2 digits, expected six"},
		{name: "statistical code of twelve", in: "320582100000", fault: "the code has 12 digits, expected six"},
		{name: "letter", in: "32O582", fault: "character 3 is O, expected a digit (perhaps 0 was meant)"},
		{name: "hyphen", in: "3205-82", fault: "character 5 is -"},
	})
}
