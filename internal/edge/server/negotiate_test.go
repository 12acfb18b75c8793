package server

import (
	"net/http"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestNegotiate(t *testing.T) {
	tests := map[string]struct {
		accept []string
		want   accepted
	}{
		"nothing":               {nil, accepted{media: typeJSON}},
		"anything":              {[]string{"*/*"}, accepted{media: typeJSON}},
		"older":                 {[]string{"application/json"}, accepted{media: typeJSON}},
		"newer":                 {[]string{"application/graphql-response+json"}, accepted{media: typeResponse}},
		"both":                  {[]string{"application/json, application/graphql-response+json"}, accepted{media: typeResponse}},
		"both in two headers":   {[]string{"application/json", "application/graphql-response+json"}, accepted{media: typeResponse}},
		"older preferred":       {[]string{"application/graphql-response+json;q=0.5, application/json"}, accepted{media: typeJSON}},
		"newer preferred":       {[]string{"application/graphql-response+json, application/json;q=0.9"}, accepted{media: typeResponse}},
		"case and space":        {[]string{" Application/JSON ; charset=utf-8 ; Q=0.1 "}, accepted{media: typeJSON}},
		"a browser's address":   {[]string{"text/html,application/xhtml+xml,*/*;q=0.8"}, accepted{media: typeJSON}},
		"any application":       {[]string{"application/*"}, accepted{media: typeJSON}},
		"older ruled out":       {[]string{"application/json;q=0, */*"}, accepted{}},
		"neither":               {[]string{"text/html"}, accepted{}},
		"only events":           {[]string{"text/event-stream"}, accepted{events: true}},
		"events among others":   {[]string{"application/graphql-response+json, application/json, text/event-stream, multipart/mixed"}, accepted{media: typeResponse, events: true}},
		"events ruled out":      {[]string{"text/event-stream;q=0, application/json"}, accepted{media: typeJSON}},
		"weight out of bounds":  {[]string{"application/json;q=7"}, accepted{}},
		"weight that is no one": {[]string{"application/json;q=x"}, accepted{}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			assert.Equal(t, tt.want, negotiate(http.Header{"Accept": tt.accept}))
		})
	}
}
