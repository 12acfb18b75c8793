package ident_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/clustergraph/clustergraph/internal/model/ident"
)

func TestORCID(t *testing.T) {
	const want, wantX = "0000-0002-1825-0097", "0000-0002-1694-233X"
	runVectors(t, ident.ORCID, []vector{
		{name: "canonical", in: want, want: want},
		{name: "check X", in: wantX, want: wantX},
		{name: "lower-case x", in: "0000-0002-1694-233x", want: wantX},
		{name: "no hyphens", in: "0000000218250097", want: want},
		{name: "https", in: "https://orcid.org/0000-0002-1825-0097", want: want},
		{name: "http, www, slash", in: "http://www.orcid.org/0000-0002-1694-233X/", want: wantX},
		{name: "no scheme", in: "orcid.org/0000-0002-1825-0097", want: want},
		{name: "label", in: "ORCID: 0000-0002-1825-0097", want: want},
		{name: "full width", in: "００００－０００２－１８２５－００９７", want: want},
		{name: "en dash", in: "0000–0002–1825–0097", want: want},
		{name: "wrong check", in: "0000-0002-1825-0098", fault: "the check character is 8, expected 7"},
		{name: "X for 7", in: "0000-0002-1825-009X", fault: "the check character is X, expected 7"},
		{name: "letter O", in: "OOOO-0002-1825-0097", fault: "character 1 is O, expected a digit (perhaps 0 was meant)"},
		{name: "short", in: "0000-0002-1825", fault: "the iD has 12 characters without hyphens, expected 16"},
		{name: "other site", in: "https://example.org/0000-0002-1825-0097", fault: "expected 16"},
		{name: "X inside", in: "0000-0002-X825-0097", fault: "character 9 is X, expected a digit"},
		{name: "Han at the end", in: "0000-0002-1825-009七", fault: "the check character is 七, expected 7"},
		{name: "Han inside", in: "0000-0002-1825-00九7", fault: "character 15 is 九"},
	})
}

func TestORCIDCatchesEverySingleError(t *testing.T) {
	f := lookup(t, ident.ORCID)
	rapid.Check(t, func(t *rapid.T) {
		code := anyORCID(t, f)
		for i := range code {
			for _, r := range "0123456789X" {
				if wrong := code[:i] + string(r) + code[i+1:]; wrong != code && code[i] != '-' {
					_, _, err := f.Normalize(wrong)
					require.Error(t, err, wrong)
				}
			}
		}
	})
}

// anyORCID finds the check character by trial: exactly one of eleven may be right.
func anyORCID(t *rapid.T, f *ident.Format) string {
	body := rapid.StringMatching(`[0-9]{15}`).Draw(t, "body")
	var valid []string
	for _, c := range strings.Split("0123456789X", "") {
		if v, _, err := f.Normalize(body + c); err == nil {
			valid = append(valid, v)
		}
	}
	require.Len(t, valid, 1, "check characters accepted for %s", body)
	return valid[0]
}
