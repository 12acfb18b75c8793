package server

import (
	"net/url"
	"slices"
	"strings"

	"github.com/clustergraph/clustergraph/internal/model/fault"
)

// everyOrigin stands for all origins, also for that of pages which have none.
const everyOrigin = "*"

// Sites are the names that the service is reached by and the origins whose pages may use
// it. The zero value is a service that only its own pages on this machine use.
type Sites struct {
	// hosts are names or names with a port, beside those of the loopback.
	hosts []string
	// origins are as browsers write them.
	origins []string
	every   bool
}

// ParseSites reads names such as graph.example or graph.example:8000, and origins such as
// http://localhost:5173 or *. Its errors name the flags.
func ParseSites(hosts, origins []string) (Sites, error) {
	var s Sites
	for _, given := range hosts {
		host, err := parseHost(given)
		if err != nil {
			return Sites{}, err
		}
		s.hosts = append(s.hosts, host)
	}
	for _, given := range origins {
		if given == everyOrigin {
			s.every = true
			continue
		}
		origin, err := parseOrigin(given)
		if err != nil {
			return Sites{}, err
		}
		s.origins = append(s.origins, origin)
	}
	return s, nil
}

func parseHost(given string) (string, error) {
	u, err := url.Parse("http://" + given)
	if err != nil || u.Host != given || u.Hostname() == "" || strings.ContainsAny(given, "*,@") || !ascii(given) {
		return "", fault.New(fault.BadUserInput,
			"--allow-host takes a name, such as graph.example or graph.example:8000, and not %s", fault.Shown(given))
	}
	return strings.ToLower(given), nil
}

// parseOrigin returns an origin as browsers write it: in lower case, and without the port
// that its scheme has anyway.
func parseOrigin(given string) (string, error) {
	u, err := url.Parse(given)
	if err != nil || u.Scheme == "" || u.Hostname() == "" || u.User != nil || u.Path != "" || u.RawQuery != "" || u.Fragment != "" ||
		strings.ContainsAny(given, "*,") || !ascii(given) {
		return "", fault.New(fault.BadUserInput,
			"--allow-origin takes what the address of a page begins with, such as http://localhost:5173, or *, and not %s", fault.Shown(given))
	}
	return strings.ToLower(u.Scheme + "://" + hostOf(u)), nil
}

// hostOf is the host of an address, with its port unless the scheme has it anyway.
func hostOf(u *url.URL) string {
	if usual := map[string]string{"http": "80", "https": "443"}[strings.ToLower(u.Scheme)]; usual != "" {
		return strings.TrimSuffix(u.Host, ":"+usual)
	}
	return u.Host
}

// ascii tells that a name is written as browsers send it; others they send as xn--….
func ascii(text string) bool {
	return !strings.ContainsFunc(text, func(r rune) bool { return r <= ' ' || r > '~' })
}

// shares tells that pages of an origin may use the service from elsewhere.
func (s Sites) shares(origin string) bool {
	return s.every || slices.Contains(s.origins, origin)
}

// own tells that an origin is a name of the service: its own pages, reached through a proxy
// that does not hand on the name that it was asked under.
func (s Sites) own(origin string) bool {
	u, err := url.Parse(origin)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && slices.Contains(s.hosts, strings.ToLower(hostOf(u)))
}

// names are all that the Host header may carry, without ports.
func (s Sites) names() []string {
	names := []string{"localhost", "127.0.0.1", "[::1]"}
	for _, host := range s.hosts {
		names = append(names, withoutPort(host))
	}
	return names
}

func withoutPort(host string) string {
	if i := strings.LastIndexByte(host, ':'); i >= 0 && !strings.HasSuffix(host, "]") {
		return host[:i]
	}
	return host
}
