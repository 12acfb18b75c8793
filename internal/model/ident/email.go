package ident

import (
	"errors"
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"
)

const (
	mostLocalPart   = 64
	mostDomainLabel = 63
)

var (
	localPartForm = regexp.MustCompile("^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$")
	domainForm    = regexp.MustCompile(`^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+(?:[a-z]{2,}|xn--[a-z0-9-]*[a-z0-9])$`)
)

// normalizeEmail takes an address of the usual form, without comments and quoted parts, and
// writes it in lower case: no provider tells addresses apart by case.
func normalizeEmail(s string) (string, []string, error) {
	v := strings.TrimPrefix(strings.ToLower(fold(s, IsSpace)), "mailto:")
	if v == "" {
		return "", nil, errEmpty
	}
	local, domain, found := strings.Cut(v, "@")
	switch {
	case !found || strings.Contains(domain, "@"):
		return "", nil, errors.New("the address has no single @, expected a name, @ and a domain")
	case len(local) > mostLocalPart:
		return "", nil, fmt.Errorf("%d characters stand before the @, expected at most %d", len(local), mostLocalPart)
	case !localPartForm.MatchString(local):
		return "", nil, errors.New("what stands before the @ is no name of an address: letters a to z, digits, and marks such as . _ - between them")
	case !domainForm.MatchString(domain) || longLabel(domain):
		return "", nil, errors.New("what stands behind the @ is no domain, expected something like example.com (other scripts in their xn-- form)")
	}
	return v, nil, nil
}

func longLabel(domain string) bool {
	for label := range strings.SplitSeq(domain, ".") {
		if len(label) > mostDomainLabel {
			return true
		}
	}
	return false
}

// maskEmail keeps the domain, and the first letter of a name that is long enough for one
// letter not to identify it.
func maskEmail(v string) string {
	const least = 3
	local, domain, found := strings.Cut(v, "@")
	switch {
	case !found:
		return Masked
	case len(local) < least:
		return Masked + "@" + domain
	}
	_, first := utf8.DecodeRuneInString(local)
	return local[:first] + Masked + "@" + domain
}

// starredName tells that the name of an address has the stars of a mask in it. No standard
// forbids them, but no provider gives such a name.
func starredName(v string) bool {
	local, _, _ := strings.Cut(v, "@")
	return starred(local)
}
