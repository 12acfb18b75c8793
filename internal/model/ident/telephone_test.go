package ident_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/clustergraph/clustergraph/internal/model/ident"
)

func TestTelephone(t *testing.T) {
	const mobile, fixed = "13812345678", "0512-58123456"
	runVectors(t, ident.Telephone, []vector{
		{name: "mobile", in: mobile, want: mobile},
		{name: "mobile with spaces", in: "138 1234 5678", want: mobile},
		{name: "mobile with strokes", in: "138—1234–5678", want: mobile},
		{name: "mobile with +86", in: "+86 138-1234-5678", want: mobile},
		{name: "mobile with (+86)", in: "(+86)13812345678", want: mobile},
		{name: "mobile with 0086", in: "008613812345678", want: mobile},
		{name: "mobile with 86", in: "8613812345678", want: mobile},
		{name: "mobile, full width", in: "１３８１２３４５６７８", want: mobile},
		{name: "fixed", in: fixed, want: fixed},
		{name: "fixed without stroke", in: "051258123456", want: fixed},
		{name: "fixed with brackets", in: "（0512）5812 3456", want: fixed},
		{name: "fixed with +86", in: "+86-512-58123456", want: fixed},
		{name: "fixed with +86 and zero", in: "+86 0512 58123456", want: fixed},
		{name: "area code of three digits", in: "01065551234", want: "010-65551234"},
		{name: "number of seven digits", in: "0912-5551234", want: "0912-5551234"},
		{name: "extension by 转", in: "0512-58123456转801", want: fixed + "-801"},
		{name: "extension by ext", in: "0512 58123456 ext. 801", want: fixed + "-801"},
		{name: "extension by a stroke", in: "0512-58123456-801", want: fixed + "-801"},
		{name: "extension with +86", in: "+86-512-58123456-801", want: fixed + "-801"},
		{name: "another country", in: "+1 (415) 555-0123", want: "+14155550123"},
		{name: "another country by 00", in: "0044 20 7946 0958", want: "+442079460958"},
		{name: "shortest", in: "+3530123", want: "+3530123"},
		{name: "letter O", in: "138O2345678", fault: "expected a digit (perhaps 0 was meant)"},
		{name: "mobile too short", in: "1381234567", fault: "the number has 10 digits"},
		{name: "no network begins with 12", in: "12812345678", fault: "the number has 11 digits"},
		{name: "without area code", in: "58123456", fault: "with its area code"},
		{name: "behind the area code too short", in: "0512-581234", fault: "6 digits stand behind the area code"},
		{name: "behind the area code too long", in: "0512581234567", fault: "9 digits stand behind the area code"},
		{name: "mobile with an extension", in: "13812345678转8", fault: "no extension"},
		{name: "another country with an extension", in: "+14155550123 ext 8", fault: "of the mainland only"},
		{name: "another country too short", in: "+123456", fault: "6 digits with its country code"},
		{name: "another country too long", in: "+1234567890123456", fault: "16 digits with its country code"},
		{name: "country code with 0", in: "+0123456789", fault: "does not begin with 0"},
		{name: "masked", in: "138****5678", fault: "the value is masked, expected all of its digits"},
	})
}

func TestMaskTelephone(t *testing.T) {
	f := lookup(t, ident.Telephone)
	for in, want := range map[string]string{
		"13812345678":       "138****5678",
		"0512-58123456":     "0512-****56",
		"0512-58123456-801": "0512-****56",
		"010-6555123":       "010-****23",
		"+14155550123":      "+14****23",
		"+3530123":          ident.Masked,
		"12345":             ident.Masked,
		"0512-1":            ident.Masked,
		"":                  ident.Masked,
	} {
		assert.Equal(t, want, f.Mask(in), in)
	}
}
