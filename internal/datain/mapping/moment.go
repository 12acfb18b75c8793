package mapping

import (
	"regexp"
	"strings"
	"time"
	_ "time/tzdata" // a machine may have no time zones of its own
)

// defaultZone is where the days of moments are looked up.
const defaultZone = "Asia/Shanghai"

// timeZone reads where the days of moments are looked up.
func (p *parser) timeZone(o *object) {
	name := defaultZone
	if n := o.values["timeZone"]; n != nil {
		name, p.named = p.text(n, "timeZone"), true
	}
	zone, err := time.LoadLocation(name)
	if err != nil || name == "Local" {
		p.at(o.values["timeZone"], "timeZone is %q, expected a name such as Asia/Shanghai or UTC", name)
	}
	p.zone = zone
}

var momentForm = regexp.MustCompile(`^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})[T ]+(\d{1,2}:\d{2})(:\d{2})?(?:\.\d+)? ?(Z|[+-]\d{2}:?\d{2})$`)

// momentOf reads a day and a time with its offset; a time without one is that of the place.
func momentOf(text string) (time.Time, bool) {
	p := momentForm.FindStringSubmatch(nfkc(text))
	if p == nil {
		return time.Time{}, false
	}
	if p[5] == "" {
		p[5] = ":00"
	}
	offset := strings.Replace(p[6], ":", "", 1)
	at, err := time.Parse("2006-1-2 15:04:05 Z0700", p[1]+"-"+p[2]+"-"+p[3]+" "+p[4]+p[5]+" "+offset)
	return at, err == nil
}
