package ident_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/clustergraph/clustergraph/internal/model/ident"
)

const usccAlphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"

func TestUSCC(t *testing.T) {
	runVectors(t, ident.USCC, []vector{
		{name: "standard's example", in: "91350100M000100Y43", want: "91350100M000100Y43"},
		{name: "check is a letter", in: "91110000600037341L", want: "91110000600037341L"},
		{name: "check Q", in: "91110108551385082Q", want: "91110108551385082Q"},
		{name: "check P", in: "91350900587527783P", want: "91350900587527783P"},
		{name: "check T", in: "91440300708461136T", want: "91440300708461136T"},
		{name: "remainder 0", in: "91320582PDY0003350", want: "91320582PDY0003350"},
		{name: "made-up firm, inner check X", in: "91320582PDY00001X7", want: "91320582PDY00001X7"},
		{name: "made-up firm 2", in: "91320582PDY0000287", want: "91320582PDY0000287"},
		{name: "made-up firm 3", in: "91320582PDY0000362", want: "91320582PDY0000362"},
		{name: "made-up firm 4", in: "91320582PDY000044W", want: "91320582PDY000044W"},
		{name: "lower case, spaces, hyphens", in: " 91110000-60003734-1l ", want: "91110000600037341L"},
		{name: "full width", in: "９１１１００００６０００３７３４１Ｌ", want: "91110000600037341L"},
		{name: "wrong check", in: "91110000600037342L", fault: "the check character is L, expected"},
		{name: "remainder 0 is not Y", in: "91320582PDY000335Y", fault: "the check character is Y, expected 0"},
		{name: "O for 0", in: "9111OOOO600037341L", fault: "character 5 is O, expected a digit or a capital letter other than I, O, S, V and Z (perhaps 0 was meant)"},
		{name: "I for 1", in: "9I110000600037341L", fault: "character 2 is I"},
		{name: "letter in the region", in: "911100A0600037341L", fault: "character 7 is A, expected a digit"},
		{name: "letter at the end of the region", in: "9111000A600037341L", fault: "character 8 is A, expected a digit"},
		{name: "short", in: "9111000060003734", fault: "the code has 16 characters, expected 18"},
		{name: "old registration number", in: "110000000123456", fault: "the code has 15 characters, expected 18"},
		{name: "Han", in: "9111000060003734永L", fault: "character 17 is 永"},
	})
}

func TestUSCCWarnsOfInnerCode(t *testing.T) {
	body := "91320582" + "PDY00001" + "1" // GB 11714 wants X
	check, err := ident.USCCCheck(body)
	require.NoError(t, err)
	got, warnings, err := lookup(t, ident.USCC).Normalize(body + string(check))
	require.NoError(t, err, "failing GB 11714 is no error")
	assert.Equal(t, body+string(check), got)
	assert.Equal(t, []string{"the inner organisation code PDY00001-1 does not fulfil GB 11714, whose check character would be X"}, warnings)
}

func TestUSCCCheck(t *testing.T) {
	for body, want := range map[string]byte{
		"91350100M000100Y4": '3', "91320582PDY000335": '0', "91110000600037341": 'L',
	} {
		got, err := ident.USCCCheck(body)
		require.NoError(t, err)
		assert.Equal(t, string(want), string(got), body)
	}
	_, err := ident.USCCCheck("91350100M000100Y43")
	assert.EqualError(t, err, "the body has 18 characters, expected 17")
	_, err = ident.USCCCheck("91350100m000100Y4")
	assert.ErrorContains(t, err, "character 9 is m")
}

func TestOrgCodeCheck(t *testing.T) {
	for body, want := range map[string]byte{
		"60003734": '1', "M000100Y": '4', "PDY00001": 'X', "PDY00033": '5', "55138508": '2', "70846113": '6', "58752778": '3',
	} {
		got, err := ident.OrgCodeCheck(body)
		require.NoError(t, err)
		assert.Equal(t, string(want), string(got), body)
	}
	_, err := ident.OrgCodeCheck("6000373")
	assert.EqualError(t, err, "the body has 7 characters, expected 8")
	_, err = ident.OrgCodeCheck("6000373a")
	assert.ErrorContains(t, err, "character 8 is a")
}

// Every body of the standard's user-defined zone gives a code that is accepted
// without a warning; among so many, every check character of both standards occurs.
func TestUserDefinedZone(t *testing.T) {
	f := lookup(t, ident.USCC)
	inner, outer := map[byte]int{}, map[byte]int{}
	for n := 1; n <= 99999; n++ {
		org := fmt.Sprintf("PDY%05d", n)
		c, err := ident.OrgCodeCheck(org)
		require.NoError(t, err)
		body := "91320582" + org + string(c)
		check, err := ident.USCCCheck(body)
		require.NoError(t, err)
		got, warnings, err := f.Normalize(body + string(check))
		require.NoError(t, err)
		require.Empty(t, warnings)
		require.Equal(t, body+string(check), got)
		inner[c]++
		outer[check]++
	}
	assert.Len(t, inner, 11, "GB 11714 has 11 check characters")
	assert.Len(t, outer, 31, "GB 32100 has 31 check characters")
}

func anyUSCC(t *rapid.T) string {
	body := rapid.StringMatching(`[`+usccAlphabet+`]{2}[0-9]{6}[`+usccAlphabet+`]{9}`).Draw(t, "body")
	check, err := ident.USCCCheck(body)
	require.NoError(t, err)
	return body + string(check)
}

// The property is of the mathematics, so all 18 × 35 single errors and all 17
// swaps of a code are tried, not a sample of them.
func TestUSCCCatchesErrors(t *testing.T) {
	f := lookup(t, ident.USCC)
	rapid.Check(t, func(t *rapid.T) {
		code := anyUSCC(t)
		_, _, err := f.Normalize(code)
		require.NoError(t, err)
		for i := range code {
			for _, r := range "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ" {
				if wrong := code[:i] + string(r) + code[i+1:]; wrong != code {
					_, _, err := f.Normalize(wrong)
					require.Error(t, err, wrong)
				}
			}
			if i+1 < len(code) {
				if wrong := code[:i] + code[i+1:i+2] + code[i:i+1] + code[i+2:]; wrong != code {
					_, _, err := f.Normalize(wrong)
					require.Error(t, err, wrong)
				}
			}
		}
	})
}

// The letters that were left out of the alphabet are never taken for a digit.
func TestUSCCNeverTurnsLettersIntoDigits(t *testing.T) {
	f := lookup(t, ident.USCC)
	rapid.Check(t, func(t *rapid.T) {
		code := anyUSCC(t)
		for digit, letter := range map[string]string{"0": "O", "1": "I", "5": "S", "2": "Z"} {
			if wrong := strings.Replace(code, digit, letter, 1); wrong != code {
				_, _, err := f.Normalize(wrong)
				require.ErrorContains(t, err, "perhaps "+digit+" was meant")
			}
		}
	})
}
