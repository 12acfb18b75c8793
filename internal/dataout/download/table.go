package download

import (
	"io"
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/clustergraph/clustergraph/internal/dataout/extract"
	"github.com/clustergraph/clustergraph/internal/model/fault"
)

func (x *exchange) table(name string, f extract.Format) error {
	req, err := tableRequest(name, x.r.URL.Query())
	if err != nil {
		return err
	}
	_, err = extract.NewWriter(x.cat, x.api, x.grants(x.r.Context()).Limits.ExportRows).Table(x.r.Context(), req, f, func() (io.Writer, error) { return x.open(f.MediaType()), nil })
	return err
}

// tableRequest reads the parameters of a table, and tells all that is wrong with them.
func tableRequest(name string, q url.Values) (req extract.Request, err error) {
	req.Path, req.AsOf, req.Fields = name, q.Get("asOf"), list(q, "fields")
	err = known(q, "where", "orderBy", "linkWhere", "asOf", "fields", "limit", "labels")
	for _, in := range []struct {
		parameter string
		into      *any
	}{{"where", &req.Where}, {"orderBy", &req.OrderBy}, {"linkWhere", &req.LinkWhere}} {
		value, unread := extract.Value(in.parameter, q.Get(in.parameter))
		*in.into, err = value, fault.Join(err, fault.At(unread, in.parameter))
	}
	limit, unlimited := number(q, "limit", 0)
	chinese, unlabelled := extract.Labels(q.Get("labels"))
	req.Limit, req.Chinese = limit, chinese
	return req, fault.Join(err, unlimited, fault.At(unlabelled, "labels"))
}

// known refuses parameters that nothing would read, and empty ones: a filter whose text was lost
// on its way would select everything.
func known(q url.Values, names ...string) (all error) {
	for _, name := range slices.Sorted(maps.Keys(q)) {
		switch {
		case !slices.Contains(names, name):
			all = fault.Join(all, wrong(name, "there is no parameter %q; there are %s", fault.Excerpt(name), strings.Join(names, ", ")))
		case len(q[name]) > 1:
			all = fault.Join(all, wrong(name, "the parameter %s is given twice", name))
		case strings.TrimSpace(q.Get(name)) == "":
			all = fault.Join(all, wrong(name, "the parameter %s is empty; give it a value, or leave it out", name))
		}
	}
	return all
}

func wrong(parameter, format string, args ...any) error {
	return fault.New(fault.BadUserInput, format, args...).At(parameter)
}

// number reads a whole number from 1.
func number(q url.Values, name string, otherwise int) (int, error) {
	text := q.Get(name)
	if text == "" {
		return otherwise, nil
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 {
		return 0, wrong(name, "%s is a whole number from 1", name)
	}
	return n, nil
}
