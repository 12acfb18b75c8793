package ident_test

import (
	"testing"

	"github.com/clustergraph/clustergraph/internal/model/ident"
)

func TestAShare(t *testing.T) {
	runVectors(t, ident.AShare, []vector{
		{name: "six digits", in: "600000", want: "600000"},
		{name: "Shanghai", in: "600000.SH", want: "600000"},
		{name: "Shanghai STAR", in: "688096.SH", want: "688096"},
		{name: "Shenzhen", in: "000001.SZ", want: "000001"},
		{name: "Shenzhen ChiNext", in: "301079.sz", want: "301079"},
		{name: "Beijing", in: "430047.BJ", want: "430047"},
		{name: "Beijing, new range", in: "920002.BJ", want: "920002"},
		{name: "prefix", in: "SH600000", want: "600000"},
		{name: "prefix, small letters, point", in: "sz.000001", want: "000001"},
		{name: "prefix Beijing", in: "bj832000", want: "832000"},
		{name: "spaces, full width", in: " ６００ ０００．ＳＨ ", want: "600000"},
		{name: "index, not a firm", in: "000001.SH", fault: "the exchange is SH, expected SZ, to which the code 000001 belongs"},
		{name: "wrong exchange", in: "SZ600000", fault: "the exchange is SZ, expected SH"},
		{name: "B-share", in: "900901.SH", want: "900901", warning: "900901 is in no range that an exchange uses for A-shares"},
		{name: "lost zeros", in: "1", fault: "the code has 1 digits, expected six (leading zeros count)"},
		{name: "seven digits", in: "6000000", fault: "the code has 7 digits"},
		{name: "letter O", in: "6OOOOO", fault: "character 2 is O, expected a digit (perhaps 0 was meant)"},
		{name: "letter O after a prefix", in: "SH6OOOOO", fault: "character 4 is O"},
		{name: "other exchange", in: "600000.HK", fault: "character 7 is ."},
		{name: "exchange twice", in: "SH600000.SH", fault: "character 1 is S"},
		{name: "exchange alone", in: "SH", fault: "the code has 0 digits"},
		{name: "hyphen", in: "600-000", fault: "character 4 is -"},
	})
}
