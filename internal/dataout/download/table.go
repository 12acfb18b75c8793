package download

import (
	"io"
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

// tableRequest reads the parameters of a table.
func tableRequest(name string, q url.Values) (req extract.Request, err error) {
	req.Path, req.AsOf = name, q.Get("asOf")
	if err := known(q, "where", "orderBy", "linkWhere", "asOf", "fields", "limit", "labels"); err != nil {
		return req, err
	}
	for parameter, into := range map[string]*any{"where": &req.Where, "orderBy": &req.OrderBy, "linkWhere": &req.LinkWhere} {
		if *into, err = extract.Value(parameter, q.Get(parameter)); err != nil {
			return req, err
		}
	}
	req.Fields = list(q, "fields")
	if req.Limit, err = number(q, "limit", 0); err != nil {
		return req, err
	}
	req.Chinese, err = extract.Labels(q.Get("labels"))
	return req, err
}

// known refuses parameters that nothing would read.
func known(q url.Values, names ...string) error {
	for name, values := range q {
		if !slices.Contains(names, name) {
			return fault.New(fault.BadUserInput, "there is no parameter %q; there are %s", name, strings.Join(names, ", "))
		}
		if len(values) > 1 {
			return fault.New(fault.BadUserInput, "the parameter %s is given twice", name)
		}
	}
	return nil
}

// number reads a whole number from 1.
func number(q url.Values, name string, otherwise int) (int, error) {
	text := q.Get(name)
	if text == "" {
		return otherwise, nil
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 {
		return 0, fault.New(fault.BadUserInput, "%s is a whole number from 1", name)
	}
	return n, nil
}
