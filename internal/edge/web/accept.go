package web

import (
	"strconv"
	"strings"
)

// accepts reports whether an Accept-Encoding header allows a content coding (RFC 9110, 12.5.3):
// the entry of the coding decides, else the one for "*"; a weight of 0 forbids.
func accepts(header, coding string) bool {
	wildcard := false
	for entry := range strings.SplitSeq(header, ",") {
		name, parameters, _ := strings.Cut(entry, ";")
		allowed := weight(parameters) > 0
		switch strings.ToLower(strings.TrimSpace(name)) {
		case coding:
			return allowed
		case "*":
			wildcard = allowed
		}
	}
	return wildcard
}

func weight(parameters string) float64 {
	value, found := strings.CutPrefix(strings.ToLower(strings.TrimSpace(parameters)), "q=")
	if !found {
		return 1
	}
	q, err := strconv.ParseFloat(value, 64)
	if err != nil {
		return 0
	}
	return q
}
