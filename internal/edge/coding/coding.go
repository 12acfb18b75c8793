package coding

import (
	"net/http"
	"strconv"
	"strings"
)

// The content codings that answers have.
const (
	Brotli = "br"
	Gzip   = "gzip"
	Zstd   = "zstd"
)

const (
	header    = "Accept-Encoding"
	wildcard  = "*"
	identity  = "identity"
	forbidden = 0
)

// Choose returns which of the offered codings a client wants most, the first of equal ones,
// and "" when it wants the bytes as they are (RFC 9110, 12.5.3).
func Choose(h http.Header, offered ...string) string {
	wanted := weights(h[header])
	best, most := "", wanted[identity]
	for _, coding := range offered {
		q, named := wanted[coding]
		if !named {
			q = wanted[wildcard]
		}
		if q > most || q > forbidden && q == most && best == "" {
			best, most = coding, q
		}
	}
	return best
}

// MustCode tells that a client does not take the bytes as they are.
func MustCode(h http.Header) bool {
	wanted := weights(h[header])
	q, named := wanted[identity]
	if !named {
		q, named = wanted[wildcard]
	}
	return named && q == forbidden
}

// weights are those of all entries; what cannot be read is forbidden.
func weights(values []string) map[string]float64 {
	list := map[string]float64{}
	for _, value := range values {
		for entry := range strings.SplitSeq(value, ",") {
			name, parameters, _ := strings.Cut(entry, ";")
			if name = strings.ToLower(strings.TrimSpace(name)); name != "" {
				list[name] = weight(parameters)
			}
		}
	}
	return list
}

func weight(parameters string) float64 {
	for parameter := range strings.SplitSeq(parameters, ";") {
		text, found := strings.CutPrefix(strings.ToLower(strings.TrimSpace(parameter)), "q=")
		if !found {
			continue
		}
		q, err := strconv.ParseFloat(text, 64)
		if err != nil || !(q >= 0 && q <= 1) {
			return forbidden
		}
		return q
	}
	return 1
}
