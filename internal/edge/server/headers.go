package server

import "net/http"

const (
	typeJSON     = "application/json"
	typeResponse = "application/graphql-response+json"
	typeEvents   = "text/event-stream"
)

// headerSet holds the header values that never change, so that a request shares
// them instead of allocating each.
type headerSet struct {
	nosniff, referrer, frame, resource []string
	apiPolicy, pagePolicy              []string
	noStore, varyAccept                []string
	json, response, events             []string
}

func newHeaderSet() headerSet {
	return headerSet{
		nosniff:   []string{"nosniff"},
		referrer:  []string{"same-origin"},
		frame:     []string{"DENY"},
		resource:  []string{"same-origin"},
		apiPolicy: []string{"default-src 'none'; frame-ancestors 'none'"},
		// Editors style inline; the playground narrows this further for itself.
		pagePolicy: []string{"default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; " +
			"font-src 'self' data:; worker-src 'self' blob:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'"},
		noStore:    []string{"no-store"},
		varyAccept: []string{"Accept"},
		json:       []string{typeJSON + "; charset=utf-8"},
		response:   []string{typeResponse + "; charset=utf-8"},
		events:     []string{typeEvents + "; charset=utf-8"},
	}
}

// secure sets what every answer carries. A handler of pages may set another
// Content-Security-Policy.
func (hs *headerSet) secure(h http.Header) {
	h["X-Content-Type-Options"] = hs.nosniff
	h["Referrer-Policy"] = hs.referrer
	h["X-Frame-Options"] = hs.frame
	h["Cross-Origin-Resource-Policy"] = hs.resource
	h["Content-Security-Policy"] = hs.apiPolicy
}

// graphql sets what every answer of /graphql carries.
func (hs *headerSet) graphql(h http.Header, id string) {
	h["Cache-Control"] = hs.noStore
	h["Vary"] = append(h["Vary"], hs.varyAccept...)
	h["X-Request-Id"] = []string{id}
}
