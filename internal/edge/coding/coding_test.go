package coding_test

import (
	"net/http"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/clustergraph/clustergraph/internal/edge/coding"
)

func TestChoose(t *testing.T) {
	for accept, want := range map[string]struct {
		coding string
		must   bool
	}{
		"":                         {"", false},
		"gzip":                     {"gzip", false},
		"GZIP":                     {"gzip", false},
		"gzip, deflate, br, zstd":  {"zstd", false},
		"gzip, zstd;q=0.9":         {"gzip", false},
		"gzip;q=0.8, zstd;q=0.8":   {"zstd", false},
		"zstd;q=0, gzip;q=0.5":     {"gzip", false},
		"*":                        {"zstd", false},
		"*;q=0.1":                  {"zstd", false},
		"*, zstd;q=0":              {"gzip", false},
		"gzip;q=0, zstd;q=0":       {"", false},
		"br, deflate":              {"", false},
		"gzip;q=x":                 {"", false},
		"gzip;q=2":                 {"", false},
		"gzip;q=NaN":               {"", false},
		"gzip ; q=0.5 ; level=1":   {"gzip", false},
		"gzip;level=1;q=0":         {"", false},
		"identity":                 {"", false},
		"identity, gzip;q=0.5":     {"", false},
		"identity;q=0.5, gzip":     {"gzip", false},
		"identity, gzip":           {"gzip", false},
		"identity;q=0, gzip":       {"gzip", true},
		"identity;q=0, gzip;q=0.1": {"gzip", true},
		"*;q=0, gzip":              {"gzip", true},
		"*;q=0":                    {"", true},
		"identity;q=1, *;q=0":      {"", false},
		",, ;q=1, gzip":            {"gzip", false},
	} {
		h := http.Header{"Accept-Encoding": {accept}}
		assert.Equal(t, want.coding, coding.Choose(h, coding.Zstd, coding.Gzip), accept)
		assert.Equal(t, want.must, coding.MustCode(h), accept)
	}
	assert.Equal(t, "gzip", coding.Choose(http.Header{"Accept-Encoding": {"br", "gzip"}}, coding.Zstd, coding.Gzip), "two header lines")
	assert.Empty(t, coding.Choose(http.Header{}, coding.Gzip))
}
