package server

import (
	"net/http"
	"net/url"
	"strings"

	"github.com/clustergraph/clustergraph/internal/model/fault"
)

// guard refuses what a foreign web page could make a browser send: requests
// under another name (DNS rebinding) and requests from another origin. It reads no
// X-Forwarded-* header, since a page may write those.
type guard struct {
	sites Sites
	names []string
}

func newGuard(sites Sites) guard { return guard{sites: sites, names: sites.names()} }

// hostAllowed tells whether a Host header, with or without port, is one of ours.
func (g guard) hostAllowed(host string) bool {
	host = withoutPort(host)
	for _, allowed := range g.names {
		if strings.EqualFold(host, allowed) {
			return true
		}
	}
	return false
}

// originAllowed tells whether the request comes from the service's pages, an allowed
// origin, or no page at all. Browsers set Sec-Fetch-Site and Origin themselves.
func (g guard) originAllowed(r *http.Request) bool {
	switch r.Header.Get("Sec-Fetch-Site") {
	case "same-origin", "none":
		return true
	case "":
		origin := r.Header.Get("Origin")
		return origin == "" || sameHost(origin, r.Host) || g.sites.own(origin) || g.sites.shares(origin)
	default:
		origin := sender(r)
		return g.sites.own(origin) || g.sites.shares(origin)
	}
}

// sender is the origin of the page that sent the request. For a link, such as one to an
// export, the browser sends no Origin; a page can withhold Referer, but not write another's.
func sender(r *http.Request) string {
	if origin := r.Header.Get("Origin"); origin != "" {
		return origin
	}
	u, err := url.Parse(r.Header.Get("Referer"))
	if err != nil || u.Host == "" {
		return ""
	}
	return u.Scheme + "://" + u.Host
}

func sameHost(origin, host string) bool {
	u, err := url.Parse(origin)
	return err == nil && u.Host != "" && strings.EqualFold(u.Host, host)
}

// unknownHost refuses a request under a name that is not one of ours.
func unknownHost(host string) *refusal {
	return &refusal{http.StatusForbidden, fault.New(fault.Forbidden,
		"The service does not answer under the name %s. Use localhost or 127.0.0.1; "+
			"if the name is the service's, such as that of a proxy on its machine, start it with --allow-host=%s.",
		fault.Shown(host), fault.Excerpt(host))}
}

// otherSite refuses a request that the page of another site sent.
func otherSite(r *http.Request) *refusal {
	example := sender(r)
	from := "another site, " + fault.Excerpt(example) + ","
	if example == "" || example == "null" {
		from, example = "another site", "http://localhost:5173"
	}
	return &refusal{http.StatusForbidden, fault.New(fault.Forbidden,
		"Requests from pages of %s are refused. If the pages are yours, start the service with their origin, such as --allow-origin=%s.",
		from, fault.Excerpt(example))}
}
