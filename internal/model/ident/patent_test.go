package ident_test

import (
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/clustergraph/clustergraph/internal/model/ident"
)

func TestPatent(t *testing.T) {
	const want, old = "201710601862.3", "95115608.X"
	runVectors(t, ident.CNPatent, []vector{
		{name: "canonical", in: want, want: want},
		{name: "before October 2003", in: old, want: old},
		{name: "no point", in: "2017106018623", want: want},
		{name: "old, no point, lower case", in: "95115608x", want: old},
		{name: "granted", in: "ZL 2017 1 0601862.3", want: want},
		{name: "granted, small letters", in: "zl95115608.x", want: old},
		{name: "country code", in: "CN201710601862.3", want: want},
		{name: "full width", in: "ＺＬ２０１７１０６０１８６２．３", want: want},
		{name: "publication A", in: "CN107391234A", fault: "this is a publication number, expected an application number"},
		{name: "publication B", in: "CN107391234B", fault: "publication number"},
		{name: "publication U", in: "CN 207123456 U", fault: "publication number"},
		{name: "publication S", in: "CN304567890S", fault: "publication number"},
		{name: "publication B2", in: "CN107391234B2", fault: "publication number"},
		{name: "wrong check", in: "201710601862.4", fault: "the check character is 4, expected 3"},
		{name: "X for 3", in: "201710601862.X", fault: "the check character is X, expected 3"},
		{name: "no check", in: "201710601862", fault: "the check character is not there, expected a point and one digit or X"},
		{name: "old, no check", in: "95115608", fault: "the check character is not there"},
		{name: "two checks", in: "201710601862.33", fault: "the check character is not there"},
		{name: "letter O", in: "2O1710601862.3", fault: "character 2 is O, expected a digit (perhaps 0 was meant)"},
		{name: "kind 7", in: "201770601862.3", fault: "the kind is 7, expected 1, 2, 3, 8 or 9"},
		{name: "year before the long form", in: "200210601862.3", fault: "the year is 2002, expected 2003 or later"},
		{name: "year after the short form", in: "45115608.X", fault: "the year is 45, expected 85 to 99 or 00 to 03"},
		{name: "eleven digits", in: "20171060186.3", fault: "there are 11 digits before the check character, expected 12"},
		{name: "Han check", in: "201710601862三", fault: "the check character is no digit and no X"},
		{name: "Han check after the point", in: "201710601862.三", fault: "the check character is 三, expected 3"},
		{name: "only the prefix", in: "ZL", fault: "the value is empty"},
	})
}

// The weights are 2 … 9 and the modulus is prime, so one wrong digit always shows.
func TestPatentCatchesEverySingleError(t *testing.T) {
	f := lookup(t, ident.CNPatent)
	rapid.Check(t, func(t *rapid.T) {
		body := rapid.StringMatching(`(20[1-9][0-9][12389][0-9]{7})|(9[0-9][12389][0-9]{5})`).Draw(t, "body")
		code := withPatentCheck(t, f, body)
		for i := range body {
			for _, r := range "0123456789" {
				if wrong := code[:i] + string(r) + code[i+1:]; wrong != code {
					_, _, err := f.Normalize(wrong)
					require.Error(t, err, wrong)
				}
			}
		}
	})
}

func withPatentCheck(t *rapid.T, f *ident.Format, body string) string {
	var valid []string
	for _, c := range "0123456789X" {
		if v, _, err := f.Normalize(body + "." + string(c)); err == nil {
			valid = append(valid, v)
		}
	}
	require.Len(t, valid, 1, "check characters accepted for %s", body)
	return valid[0]
}
