package main

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestEmptyFlagsAreRefused(t *testing.T) {
	for name, tt := range map[string]struct {
		args    []string
		refused string
	}{
		"filter":         {[]string{"export", "--out", "x.csv", "--connection", "companies", "--where", ""}, "--where is empty"},
		"filter, with =": {[]string{"export", "--out", "x.csv", "--connection", "companies", "--link-where="}, "--link-where is empty"},
		"list":           {[]string{"export", "--out", "x.gexf", "--ids", ""}, "--ids is empty"},
		"address":        {[]string{"serve", "--addr", ""}, "--addr is empty"},
		"origin":         {[]string{"serve", "--allow-origin="}, "--allow-origin is empty"},
		"left out":       {[]string{"serve"}, ""},
		"zero":           {[]string{"serve", "--max-answer", "0"}, ""},
		"false":          {[]string{"serve", "--sample=false"}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			var c cli
			parser, err := newParser(t.Context(), &c)
			require.NoError(t, err)
			_, err = parser.Parse(tt.args)
			if tt.refused == "" {
				require.NoError(t, err)
				return
			}
			assert.ErrorContains(t, err, tt.refused)
		})
	}
}
