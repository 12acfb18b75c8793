package server

import (
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestPost(t *testing.T) {
	run := start(t, func(o *Options) { o.MaxBody = 4096 })
	long := `{"query":"{ hello }","variables":{"x":"` + strings.Repeat("y", 5000) + `"}}`
	tests := map[string]struct {
		body    string
		headers []string
		status  int
		code    any
		says    string
	}{
		"query":                  {body: `{"query":"{ hello }"}`, status: 200, says: `{"data":{"hello":"hello"}}`},
		"space around":           {body: " {\"query\":\"{ hello }\"}\r\n\t ", status: 200, says: `"hello"`},
		"byte order mark":        {body: "\xef\xbb\xbf" + `{"query":"{ hello }"}`, status: 200, says: `"hello"`},
		"nothing but the mark":   {body: "\xef\xbb\xbf", status: 400, says: "no body"},
		"nulls":                  {body: `{"query":"{ hello }","variables":null,"operationName":null,"extensions":null}`, status: 200},
		"charset":                {body: `{"query":"{ hello }"}`, headers: []string{`Content-Type: application/json; charset="UTF-8"`}, status: 200},
		"UTF-8":                  {body: `{"query":"{ hello(name: \"特色半导体\") }"}`, status: 200, says: "hello 特色半导体"},
		"digits kept":            {body: `{"query":"query($v: JSON) { number(value: $v) }","variables":{"v":9007199254740993}}`, status: 200, says: "9007199254740993"},
		"other charset":          {body: `{}`, headers: []string{"Content-Type: application/json; charset=utf-16"}, status: 415, code: "BAD_USER_INPUT"},
		"form":                   {body: "query=%7Bhello%7D", headers: []string{"Content-Type: application/x-www-form-urlencoded"}, status: 415},
		"text":                   {body: `{"query":"{ hello }"}`, headers: []string{"Content-Type: text/plain"}, status: 415},
		"graphql":                {body: `{ hello }`, headers: []string{"Content-Type: application/graphql"}, status: 415},
		"no content type":        {body: `{"query":"{ hello }"}`, headers: []string{"Content-Type: "}, status: 415},
		"compressed":             {body: `x`, headers: []string{"Content-Encoding: gzip"}, status: 415},
		"empty":                  {body: ``, status: 400, says: "no body"},
		"cut off":                {body: `{"query":`, status: 400, code: "BAD_USER_INPUT"},
		"not JSON":               {body: `query`, status: 400, says: "not JSON"},
		"null":                   {body: `null`, status: 400, says: "no query"},
		"batch":                  {body: `[{"query":"{ hello }"}]`, status: 400, says: "Batches"},
		"string":                 {body: `"{ hello }"`, status: 400, says: "must be a JSON object"},
		"two values":             {body: `{"query":"{ hello }"}{}`, status: 400, says: "more text"},
		"text after":             {body: `{"query":"{ hello }"}` + strings.Repeat(" ", 2000) + `x`, status: 400, says: "more text"},
		"typing error":           {body: `{"qeury":"{ hello }"}`, status: 400, says: "no query"},
		"query is a number":      {body: `{"query":1}`, status: 400, says: "query must be a string"},
		"variables is an array":  {body: `{"query":"{ hello }","variables":[]}`, status: 400, says: "variables must be an object"},
		"extensions is a string": {body: `{"query":"{ hello }","extensions":""}`, status: 400},
		"operation is an object": {body: `{"query":"{ hello }","operationName":{}}`, status: 400},
		"GBK":                    {body: "{\"query\":\"{ hello(name: \\\"\xbb\xaa\xd0\xbe\\\") }\"}", status: 400, code: "BAD_USER_INPUT", says: "UTF-8"},
		"GBK in a variable":      {body: "{\"query\":\"query($n: String) { hello(name: $n) }\",\"variables\":{\"n\":\"\xbb\xaa\"}}", status: 400, says: "UTF-8"},
		"half a character":       {body: `{"query":"query($n: String) { hello(name: $n) }","variables":{"n":"\ud800"}}`, status: 400, says: "surrogates"},
		"half in the document":   {body: `{"query":"{ hello(name: \"\\ud800\") }"}`, headers: []string{"Accept: " + typeResponse}, status: 400, says: "surrogates"},
		"pair in the document":   {body: `{"query":"{ hello(name: \"华\\ud83d\\ude00\\ufffd\") }"}`, status: 200, says: "hello 华😀�"},
		"pair of surrogates":     {body: `{"query":"query($n: String) { hello(name: $n) }","variables":{"n":"\ud83d\ude00"}}`, status: 200, says: "hello 😀"},
		"too large":              {body: long, status: 413, code: "BAD_USER_INPUT", says: "4096"},
		"nothing to accept":      {body: `{"query":"{ hello }"}`, headers: []string{"Accept: image/png"}, status: 406},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			run := run.in(t)
			got := run.post(tt.body, tt.headers...)
			assert.Equal(t, tt.status, got.status, got.body)
			assert.Contains(t, got.body, tt.says)
			if tt.code != nil {
				assert.Equal(t, tt.code, got.code())
			}
			if tt.status != 200 {
				assert.NotContains(t, got.body, `"data"`)
				assert.NotEmpty(t, got.Errors)
			}
			assert.NotEmpty(t, got.header.Get("X-Request-Id"))
		})
	}
	// The decoders of bad bodies are not used again.
	for range 8 {
		assert.JSONEq(t, `{"hello":"hello"}`, string(run.query(`{ hello }`).Data))
	}
}

func TestChunkedBodyIsBounded(t *testing.T) {
	run := start(t, func(o *Options) { o.MaxBody = 4096 })
	body := struct{ *strings.Reader }{strings.NewReader(`{"query":"{ hello }","variables":{"x":"` + strings.Repeat("y", 9000) + `"}}`)}
	req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, run.url+"/graphql", body)
	require.NoError(t, err)
	req.ContentLength = -1
	req.Header.Set("Content-Type", "application/json")
	resp, err := http.DefaultTransport.RoundTrip(req)
	require.NoError(t, err)
	require.NoError(t, resp.Body.Close())
	assert.Equal(t, http.StatusRequestEntityTooLarge, resp.StatusCode)
}

func TestStatusByMediaType(t *testing.T) {
	run := start(t)
	tests := map[string]struct {
		document        string
		plain, response int
		code            any
		data            string
	}{
		"parse":            {"{", 200, 400, "GRAPHQL_PARSE_FAILED", ""},
		"no operation":     {"fragment F on Query { hello }", 200, 400, "GRAPHQL_VALIDATION_FAILED", ""},
		"validation":       {"{ helo }", 200, 400, "GRAPHQL_VALIDATION_FAILED", ""},
		"several":          {"query A { hello } query B { hello }", 200, 400, "GRAPHQL_VALIDATION_FAILED", ""},
		"coercion":         {"query($b: Int!) { large(bytes: $b) }", 200, 400, "GRAPHQL_VALIDATION_FAILED", ""},
		"defer":            {"{ ... @defer { hello } }", 200, 400, "GRAPHQL_VALIDATION_FAILED", ""},
		"field error":      {`{ fails(code: "NOT_FOUND") }`, 200, 200, "NOT_FOUND", `{"fails":null}`},
		"crash":            {`{ crash }`, 200, 500, "INTERNAL", ""},
		"subscription":     {`subscription { ticks(to: 1) }`, 406, 406, "BAD_USER_INPUT", ""},
		"too many tokens":  {"{" + strings.Repeat(" hello", tokenLimit) + "}", 200, 400, "GRAPHQL_PARSE_FAILED", ""},
		"many wrong names": {"{" + strings.Repeat(" helo", 500) + "}", 200, 400, "GRAPHQL_VALIDATION_FAILED", ""},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			run := run.in(t)
			body := `{"query":"` + strings.ReplaceAll(tt.document, `"`, `\"`) + `"}`
			for media, status := range map[string]int{typeJSON: tt.plain, typeResponse: tt.response} {
				got := run.post(body, "Accept: "+media)
				assert.Equal(t, status, got.status, got.body)
				assert.Equal(t, media+"; charset=utf-8", got.header.Get("Content-Type"))
				assert.Equal(t, tt.code, got.code())
				assert.Equal(t, tt.data, string(got.Data))
				assert.LessOrEqual(t, len(got.Errors), maxErrors+1)
			}
		})
	}
	assert.Contains(t, run.query("query A { hello } query B { hello }").body, "name one in operationName: A, B")
	assert.Contains(t, run.query("{ helo }").body, "Did you mean")
}

func TestGet(t *testing.T) {
	run := start(t)
	get := func(values url.Values, headers ...string) answer {
		return run.send(http.MethodGet, "/graphql?"+values.Encode(), "", headers...)
	}
	q := func(pairs ...string) url.Values {
		values := url.Values{}
		for i := 0; i < len(pairs); i += 2 {
			values.Set(pairs[i], pairs[i+1])
		}
		return values
	}
	named := q("query", "query A($n: String) { hello(name: $n) } query B { __typename }", "operationName", "A", "variables", `{"n":"x"}`)
	got := get(named)
	assert.Equal(t, 200, got.status)
	assert.JSONEq(t, `{"hello":"hello x"}`, string(got.Data))

	got = get(q("query", "mutation { bump }"), "Accept: "+typeResponse)
	assert.Equal(t, http.StatusMethodNotAllowed, got.status)
	assert.Equal(t, "POST", got.header.Get("Allow"))
	assert.Zero(t, run.bumps.Load())

	for name, values := range map[string]url.Values{
		"no query":        {},
		"variables array": q("query", "{ hello }", "variables", "[]"),
		"variables cut":   q("query", "{ hello }", "variables", "{"),
		"variables twice": q("query", "{ hello }", "variables", "{}{}"),
		"extensions":      q("query", "{ hello }", "extensions", "1"),
	} {
		assert.Equal(t, 400, get(values).status, name)
	}
	for _, method := range []string{http.MethodPut, http.MethodDelete, http.MethodOptions} {
		got := run.send(method, "/graphql", "")
		assert.Equal(t, http.StatusMethodNotAllowed, got.status)
		assert.Equal(t, "GET, POST", got.header.Get("Allow"))
		assert.Empty(t, got.header.Get("Access-Control-Allow-Origin"))
	}
}

func TestPersistedQueries(t *testing.T) {
	run := start(t)
	const hash = "5c93cc8b2d2a2c2c2f0f45b4e0a5a2c1b7b2c7e93a9c2c8c0cc3b2d1a0f9e8d7"
	send := func(query, hash, version string) answer {
		return run.post(`{"query":"`+query+`","extensions":{"persistedQuery":{"version":`+version+`,"sha256Hash":"`+hash+`"}}}`,
			"Accept: "+typeResponse)
	}
	got := send("", hash, "1")
	assert.Equal(t, "PERSISTED_QUERY_NOT_FOUND", got.code())
	assert.Equal(t, "PersistedQueryNotFound", got.Errors[0].Message)
	assert.Equal(t, "BAD_USER_INPUT", send("{ hello }", hash, "1").code(), "wrong hash")
	assert.Equal(t, "BAD_USER_INPUT", send("{ hello }", hash, "2").code(), "wrong version")

	digest := sha256.Sum256([]byte("{ hello }"))
	sum := hex.EncodeToString(digest[:])
	assert.JSONEq(t, `{"hello":"hello"}`, string(send("{ hello }", sum, "1").Data))
	assert.JSONEq(t, `{"hello":"hello"}`, string(send("", sum, "1").Data))
}

func TestAccessLog(t *testing.T) {
	run := start(t)
	got := run.post(`{"query":"query Hi($n: String) { hello(name: $n) }","variables":{"n":"secret-word"}}`, "X-Request-Id: from-proxy.1")
	assert.Equal(t, "from-proxy.1", got.header.Get("X-Request-Id"))
	bad := run.post(`{"query":"{"}`, "X-Request-Id: not harmless\" }")
	assert.NotContains(t, bad.header.Get("X-Request-Id"), "harmless")
	run.stop()
	require.NoError(t, await(t, run.stopped))
	logs := run.logs.String()
	assert.Contains(t, logs, `"requestId":"from-proxy.1","method":"POST","status":200,"duration":`)
	assert.Contains(t, logs, `"operation":"Hi","kind":"query"`)
	assert.Contains(t, logs, `"codes":["GRAPHQL_PARSE_FAILED"]`)
	assert.NotContains(t, logs, "secret-word")
}
