package server

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/model/fault"
)

func TestErrorsOfFields(t *testing.T) {
	run := start(t)
	for _, code := range []fault.Code{
		fault.BadUserInput, fault.NotFound, fault.Conflict, fault.Unauthenticated, fault.Forbidden,
		fault.QueryTooComplex, fault.RateLimited, fault.Timeout, fault.DatabaseUnavailable,
	} {
		t.Run(string(code), func(t *testing.T) {
			got := run.in(t).query(`{ named: fails(code: "` + string(code) + `") hello }`)
			assert.Equal(t, 200, got.status)
			assert.JSONEq(t, `{"named":null,"hello":"hello"}`, string(got.Data))
			require.Len(t, got.Errors, 1)
			assert.Equal(t, string(code), got.code())
			assert.Equal(t, "do this instead", got.Errors[0].Message)
			assert.Equal(t, []any{"named"}, got.Errors[0].Path)
			assert.NotEmpty(t, got.Errors[0].Locations)
			assert.Equal(t, []any{"where", "name"}, got.Errors[0].Extensions["argument"])
			assert.NotContains(t, got.body, "secret")
		})
	}
}

func TestInternalsStayInTheLog(t *testing.T) {
	run := start(t)
	for document, inLog := range map[string]string{
		`{ plain }`:                   "secret cause",
		`{ panics }`:                  "secret panic",
		`{ crash }`:                   "crash outside of a field",
		`{ fails(code: "INTERNAL") }`: "context of the caller",
		`{ fails(code: "NEW_CODE") }`: "context of the caller",
	} {
		t.Run(document, func(t *testing.T) {
			got := run.in(t).query(document)
			require.Len(t, got.Errors, 1)
			assert.Equal(t, "INTERNAL", got.code())
			assert.Equal(t, got.header.Get("X-Request-Id"), got.Errors[0].Extensions["requestId"])
			for _, hidden := range []string{"secret", "crash outside", "do this instead", "goroutine"} {
				assert.NotContains(t, got.body, hidden)
			}
			assert.Contains(t, run.logs.String(), inLog)
		})
	}
	assert.Contains(t, run.logs.String(), "(*testSchema).resolve", "the stack of the panic")
	assert.Contains(t, run.logs.String(), `"path":"plain"`)
}

func TestTimeout(t *testing.T) {
	run := start(t, func(o *Options) { o.RequestTimeout = 30 * time.Millisecond })
	got := run.query(`{ wait }`)
	await(t, run.ended)
	assert.Equal(t, "TIMEOUT", got.code(), "the driver's error after the deadline is no database failure")
	assert.Contains(t, got.Errors[0].Message, "30ms")
	assert.Equal(t, []any{"wait"}, got.Errors[0].Path)
	assert.Equal(t, "TIMEOUT", run.query(`mutation { wait }`).code())
}
