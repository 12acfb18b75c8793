package web

import (
	"net/http"
	"strings"
)

// contentSecurityPolicy lets the page load files of this service and talk to it, and nothing else.
// The editor measures and places its lines with style attributes and elements that it writes itself, hence
// 'unsafe-inline' for styles; scripts stay strict. 'self' covers the WebSocket of the same host.
var contentSecurityPolicy = strings.Join([]string{
	"default-src 'none'",
	"script-src 'self'",
	"worker-src 'self'",
	"style-src 'self' 'unsafe-inline'",
	"font-src 'self' data:",
	"img-src 'self' data:",
	"connect-src 'self'",
	"base-uri 'none'",
	"form-action 'none'",
	"frame-ancestors 'none'",
}, "; ")

func setSecurityHeaders(header http.Header) {
	header.Set("Content-Security-Policy", contentSecurityPolicy)
	header.Set("X-Content-Type-Options", "nosniff")
	header.Set("Referrer-Policy", "no-referrer")
	header.Set("Cross-Origin-Opener-Policy", "same-origin")
}
