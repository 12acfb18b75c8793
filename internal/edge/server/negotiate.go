package server

import (
	"mime"
	"net/http"
	"strconv"
	"strings"
)

// accepted is what a client takes as the answer.
type accepted struct {
	// media is typeJSON or typeResponse, empty when neither is taken.
	media string
	// events tells whether text/event-stream is named in Accept.
	events bool
}

// negotiate reads the Accept header. A client that names neither JSON type but
// takes anything gets application/json; one that names both with equal weight
// gets the newer type, whose status codes say more.
func negotiate(h http.Header) accepted {
	values := h["Accept"]
	if len(values) == 0 {
		return accepted{media: typeJSON}
	}
	if len(values) == 1 {
		switch values[0] {
		case typeJSON, "*/*":
			return accepted{media: typeJSON}
		case typeResponse:
			return accepted{media: typeResponse}
		}
	}
	return weigh(values)
}

// weigh finds, for both JSON types, the weight of the most specific range that names them.
func weigh(values []string) accepted {
	var events bool
	var plain, response weight
	for _, value := range values {
		for part := range strings.SplitSeq(value, ",") {
			media, q := mediaRange(part)
			switch media {
			case typeEvents:
				events = events || q > 0
			case typeJSON:
				plain = plain.better(exactRange, q)
			case typeResponse:
				response = response.better(exactRange, q)
			case "application/*":
				plain = plain.better(typeRange, q)
			case "*/*":
				plain = plain.better(anyRange, q)
			}
		}
	}
	switch {
	case response.q > 0 && response.q >= plain.q:
		return accepted{media: typeResponse, events: events}
	case plain.q > 0:
		return accepted{media: typeJSON, events: events}
	default:
		return accepted{events: events}
	}
}

const (
	anyRange = iota + 1
	typeRange
	exactRange
)

// weight is a quality value and how specific the range was that gave it.
type weight struct {
	specific int
	q        float64
}

func (w weight) better(specific int, q float64) weight {
	if specific > w.specific {
		return weight{specific, q}
	}
	return w
}

// mediaRange splits one element of Accept into its lower-case range and quality.
func mediaRange(part string) (media string, q float64) {
	media, params, _ := strings.Cut(part, ";")
	media = strings.ToLower(strings.TrimSpace(media))
	q = 1
	for param := range strings.SplitSeq(params, ";") {
		name, value, ok := strings.Cut(strings.TrimSpace(param), "=")
		if ok && strings.EqualFold(name, "q") {
			parsed, err := strconv.ParseFloat(value, 64)
			if err != nil || parsed < 0 || parsed > 1 {
				return "", 0
			}
			q = parsed
		}
	}
	return media, q
}

// jsonBody tells whether a Content-Type is JSON in UTF-8. Refusing all else also
// refuses every POST that a browser sends to another site without a preflight request.
func jsonBody(contentType string) bool {
	switch contentType {
	case typeJSON, typeJSON + "; charset=utf-8", typeJSON + ";charset=utf-8", typeJSON + "; charset=UTF-8":
		return true
	}
	media, params, err := mime.ParseMediaType(contentType)
	if err != nil || media != typeJSON {
		return false
	}
	charset, given := params["charset"]
	return !given || strings.EqualFold(charset, "utf-8") || strings.EqualFold(charset, "utf8")
}
