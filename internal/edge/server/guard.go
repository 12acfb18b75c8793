package server

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
)

const hostRefused = "This Host is not served. Use localhost or 127.0.0.1, or allow the name in the configuration."

// guard refuses what a foreign web page could make a browser send: requests
// under another name (DNS rebinding) and requests from another origin.
type guard struct {
	hosts   []string
	origins []string
}

func newGuard(opts Options) guard {
	return guard{
		hosts:   append([]string{"localhost", "127.0.0.1", "[::1]"}, opts.AllowedHosts...),
		origins: opts.AllowedOrigins,
	}
}

// hostAllowed tells whether a Host header, with or without port, is one of ours.
func (g guard) hostAllowed(host string) bool {
	if i := strings.LastIndexByte(host, ':'); i >= 0 && !strings.HasSuffix(host, "]") {
		host = host[:i]
	}
	for _, allowed := range g.hosts {
		if strings.EqualFold(host, allowed) {
			return true
		}
	}
	return false
}

// originAllowed tells whether the request comes from the service's pages, an allowed
// origin, or no page at all. Browsers set Sec-Fetch-Site and Origin themselves.
func (g guard) originAllowed(r *http.Request) bool {
	origin := r.Header.Get("Origin")
	switch r.Header.Get("Sec-Fetch-Site") {
	case "same-origin", "none":
		return true
	case "":
		return origin == "" || sameHost(origin, r.Host) || slices.Contains(g.origins, origin)
	default:
		return origin != "" && slices.Contains(g.origins, origin)
	}
}

func sameHost(origin, host string) bool {
	u, err := url.Parse(origin)
	return err == nil && u.Host != "" && strings.EqualFold(u.Host, host)
}
