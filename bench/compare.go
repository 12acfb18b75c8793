package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"github.com/clustergraph/clustergraph/internal/store/neo"
)

// compare asks each sample both ways and reports where the answers differ.
func compare(ctx context.Context, db *neo.DB, api *client, q *question) error {
	for i, s := range q.samples[:min(len(q.samples), 20)] {
		answer, err := api.ask(api.request(q.graphql, s.variables))
		if err != nil {
			return fmt.Errorf("%s: %w", q.name, err)
		}
		got, err := flatAnswer(answer)
		if err != nil {
			return err
		}
		rows, err := db.Query(ctx, q.statement(i))
		if err != nil {
			return fmt.Errorf("%s: %w", q.name, err)
		}
		want := q.flatRows(rows.Values)
		if q.paths {
			got, want = set(got), set(want)
		}
		if len(got) == 0 || !slices.Equal(got, want) {
			return fmt.Errorf("%s, %v: the service answers %.300v, the hand-written statement %.300v", q.name, s.params, got, want)
		}
	}
	return nil
}

// flatRows lists the values of rows as text. Of a page, which is one list, it leaves out
// the row too many and what a cursor is made of.
func (q *question) flatRows(rows [][]any) []string {
	var list []string
	if q.take == 0 {
		for _, row := range rows {
			list = flat(list, row)
		}
		return list
	}
	page, _ := rows[0][0].([]any)
	for _, row := range page[:min(len(page), q.take)] {
		values, _ := row.([]any)
		list = flat(list, values[:len(values)-1])
	}
	return list
}

func flat(list []string, v any) []string {
	if items, isList := v.([]any); isList {
		for _, item := range items {
			list = flat(list, item)
		}
		return list
	}
	if v == nil {
		return list
	}
	return append(list, fmt.Sprint(v))
}

// flatAnswer lists the values of a JSON answer in the order of the text, page information
// left out.
func flatAnswer(answer []byte) ([]string, error) {
	decoder := json.NewDecoder(bytes.NewReader(answer))
	decoder.UseNumber()
	var list []string
	err := walk(decoder, func(v string) { list = append(list, v) })
	return list, err
}

func walk(d *json.Decoder, found func(string)) error {
	token, err := d.Token()
	if err != nil {
		return err
	}
	open, isDelim := token.(json.Delim)
	if !isDelim {
		if token != nil {
			found(fmt.Sprint(token))
		}
		return nil
	}
	for d.More() {
		into := found
		if open == '{' {
			key, err := d.Token()
			if err != nil {
				return err
			}
			if key == "pageInfo" {
				into = func(string) {}
			}
		}
		if err := walk(d, into); err != nil {
			return err
		}
	}
	_, err = d.Token()
	return err
}

func set(list []string) []string {
	list = slices.Clone(list)
	slices.Sort(list)
	return slices.Compact(list)
}
